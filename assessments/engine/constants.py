"""Every number of the engine, named once, with a sentence each.

The weights of the confidence come from simulation (docs/simulation.md); they are to be fitted
again when real outcomes are known. All other numbers are choices, and say what they choose.
"""

VERSION = "1"
"""Changes whenever the same ratings could give another finding; milestones keep it."""

# Shortfall: the scale everything else is written in.
WEAK_FROM = 0.40
"""Shortfall from which an item is weak: a score of 2.8 or less at target 3."""
WATCH_FROM = 0.25
"""Shortfall from which an item is to be watched: it meets its target with nothing to spare."""
MOST_SHORTFALL = 0.97
"""Nothing is ever wholly absent; this keeps every logarithm finite."""
ROUNDING = 1e-9
"""Shortfalls computed on different ways may differ by this much and still be equal."""
NOTHING = 1e-12
"""Weakness smaller than this is none, so that shares of it are never formed."""
LOWEST_SCORE, HIGHEST_SCORE = 1, 5
"""The rating scale."""
TARGETS = (3, 4, 5)
"""Targets there are; below 3, meeting the target would read as weak."""
PLAIN_TARGET = 3
"""The target the weak share is measured at, so that ambitious targets do not look like decline."""
ENOUGH_RATED = 0.5
"""Share of a node's items that must be rated before its score is shown."""
ESTIMATE_COUNTS = 0.5
"""What an item filled from its block counts for in coverage."""

# Links.
MOST_STRENGTH = 0.95
"""No dependency is certain."""
MOST_CARRIED = 0.85
"""A shortfall beyond this is not taken at its word when links are weighed."""
LIVE_FROM = 0.10
"""Share of an item's weakness a weak driver must carry for its link to be live."""

# What an item inherits and what it adds.
UNRATED_BASE = 0.5
"""An unrated item is taken to be at least this part as weak as the median rated one."""
MOST_BACKGROUND = 0.3
"""Background weakness of the organisation beyond this is not taken off an item's own."""
LEAST_SLOPE, MOST_SLOPE = 0.2, 1.0
"""How much of the predicted weakness gets through in an organisation, at the least and most."""
SLOPE_PRIOR = 1.0
"""Weight of the belief that all of it gets through, before the ratings speak."""

# Confidence: the logit is the sum of these, each times its evidence.
BIAS = -3.08
"""An item without any evidence is rarely a cause."""
EXCESS = 4.44
"""Being weaker than the drivers predict."""
OWN_SHARE = 1.47
"""The part of the weakness that the drivers cannot have carried."""
ECHO = 0.84
"""Dependents that are weak too."""
CARRIES = 0.92
"""Weak dependents that owe much of their weakness to this item."""
HAS_DEPENDENTS = 0.71
"""Something hangs on it at all."""
MANY_WEAK = -0.72
"""The more is weak, the less each weak item says (times the logarithm of 1 + their number)."""
MOST_WEAK_COUNTED = 100
"""Beyond this many weak answers one more changes nothing."""

# Labels.
OWN_CAUSE_FROM = 0.65
"""Confidence from which a driven item counts as a cause of its own."""
AT_RISK_FROM = 0.40
"""Predicted weakness from which an item that is not weak is at risk."""
BLIND_FROM = 0.5
"""Share of incoming strength held by unrated drivers that makes a label provisional."""
PROBE_STEPS = 4
"""How far upstream of a provisional item unrated drivers are worth asking about."""
PROBE_FADES = 0.5
"""What a probe is worth, per further step."""

# Ratings are uncertain.
ONE_RATER_ERROR = 0.15
"""Standard deviation of one person's rating, on the shortfall scale."""
LEAST_ERROR = 0.03
"""What is left however many people rate."""
PRIOR_RATERS = 2
"""Spread between raters is believed as if this many had shown the usual one."""
ESTIMATE_ERROR = 1.5
"""An estimate from a block is this much less certain than a rating."""
DRAWS = 200
"""How often the ratings and strengths are drawn again to see which labels hold."""
STRENGTH_SPREAD = 0.3
"""Strengths are drawn from this much below to this much above the framework's."""
FIRM_STABILITY = 0.8
"""Share of draws with the same label from which a finding can be firm."""
FIRM_CONFIDENCE = 0.5
"""Confidence a firm finding needs, too."""
LIKELY_CONFIDENCE = 0.25
"""Confidence from which a finding is likely."""

# Several raters.
FLOOR = 4
"""Smallest group of raters whose answers are shown apart."""
PERCEPTION_GAP = 1.0
"""Points between leaders and front line that make a finding of their own."""
CLOSE_BELOW = 0.75
"""Points of standard deviation under which several answers are close together."""
APART_FROM = 1.25
"""Points of standard deviation from which they are far apart."""
STRAIGHT_LINE_FROM = 12
"""Answers from which giving the same one everywhere is worth a question."""
SPEEDING_UNDER = 2.0
"""Seconds per answer (median) under which a rater cannot have read the sentences."""

# Headline.
SHUFFLES = 400
"""How often the ratings are shuffled over the items to see what chance alone explains."""
BATCH = 200
"""Shuffles weighed at once: as many as stay in a processor's cache."""
CHANCE_UP_TO = 0.10
"""A dominant cause must beat chance nine times in ten."""
DOMINANT_CONFIDENCE = 0.5
"""Confidence a dominant cause needs."""
DOMINANT_FACTOR = 1.5
"""A dominant cause pulls this many times as hard as every other candidate."""
CANDIDATE_CONFIDENCE = 0.25
"""Confidence a root needs to be named in the headline."""
MOST_CANDIDATES = 3
"""A longer list is no headline."""
BROAD_SHARE = 0.25
"""Share of weak answers beyond which no single cause is claimed."""
BROAD_FROM = 12
"""Answers needed before the weak share means anything."""
ENOUGH_COVERAGE = 0.5
"""Share of items with a score, rated or estimated, under which no headline is given."""
