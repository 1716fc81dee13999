"""What is worth asking upstream of a part: strongest and farthest reaching first."""

import numpy as np

from assessments.engine.probes import upstream

A, B, C, X, Y = range(5)  # A and B lie inside; C, X and Y outside


def asked(links, *, inside=(A, B), open_items=(C, X, Y), weight=(1, 1, 1, 1, 1), k=6):
    driver, dependent, strength = (np.array(column) for column in zip(*links, strict=True))
    there = np.isin(np.arange(5), inside)
    waiting = np.isin(np.arange(5), open_items)
    ends = (driver.astype(np.intp), dependent.astype(np.intp))
    return upstream(ends, strength.astype(float), there, waiting, np.array(weight, float), k)


def test_the_stronger_driver_comes_first():
    assert asked([(X, A, 0.5), (Y, A, 0.9)]) == (Y, X)


def test_one_that_reaches_more_items_comes_before_a_stronger_one_that_reaches_fewer():
    # X counts 0.5 + 0.5 = 1.0, Y counts 0.9
    assert asked([(X, A, 0.5), (X, B, 0.5), (Y, A, 0.9)]) == (X, Y)


def test_a_step_further_up_counts_half():
    # Y: 0.9; X over Y: 0.9 x 0.9 / 2 = 0.405; C: 0.5
    assert asked([(Y, A, 0.9), (X, Y, 0.9), (C, A, 0.5)]) == (Y, C, X)


def test_an_item_of_the_part_passes_on_what_drives_it():
    # X drives A, which drives B: 0.6 + 0.6 x 0.8 / 2 = 0.84; Y: 0.7
    assert asked([(X, A, 0.6), (A, B, 0.8), (Y, B, 0.7)]) == (X, Y)


def test_what_stands_behind_a_known_item_is_not_asked():
    assert asked([(Y, A, 0.9), (X, Y, 0.9)], open_items=(X,)) == ()


def test_an_important_item_makes_its_drivers_more_worth_asking():
    assert asked([(X, A, 0.6), (Y, B, 0.5)], weight=(1, 3, 1, 1, 1)) == (Y, X)


def test_no_more_are_named_than_wanted_and_equals_stand_in_their_order():
    assert asked([(Y, A, 0.5), (X, A, 0.5), (C, A, 0.5)], k=2) == (C, X)
