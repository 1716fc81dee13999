from django.urls import path

from assessments.views import (
    assessments,
    branding,
    context,
    entry,
    figures,
    organisations,
    part,
    rating,
    report,
    results,
    revisit,
    settings,
    symptoms,
    texts,
)

app_name = "assessments"
urlpatterns = [
    path("", organisations.home, name="home"),
    path("organisations/new/", organisations.organisation_new, name="organisation-new"),
    path("organisations/<uuid:organisation>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:organisation>/branding/", branding.branding, name="branding"),
    path("organisations/<uuid:organisation>/logo/<slug:whose>.png", branding.logo, name="logo"),
    path(
        "organisations/<uuid:organisation>/assessments/new/",
        entry.assessment_new,
        name="assessment-new",
    ),
    path("assessments/<uuid:code>/", assessments.overview, name="overview"),
    path("r/<str:token>/", part.link, name="link"),
    path("part/<uuid:rater>/", part.part, name="part"),
    path("part/<uuid:rater>/begin/", part.part_begin, name="part-begin"),
    path("part/<uuid:rater>/resume/", part.part_resume, name="part-resume"),
    path("part/<uuid:rater>/code/", part.part_code, name="part-code"),
    path("part/<uuid:rater>/rate/<slug:pillar>/", part.part_rate, name="part-rate"),
    path(
        "part/<uuid:rater>/rate/<slug:pillar>/<slug:component>/",
        part.part_rating,
        name="part-rating",
    ),
    path("part/<uuid:rater>/answers/", part.part_answers, name="part-answers"),
    path("part/<uuid:rater>/finish/", part.part_finish, name="part-finish"),
    path("part/<uuid:rater>/withdraw/", part.part_withdraw, name="part-withdraw"),
    path("assessments/<uuid:code>/context/", context.context, name="context"),
    path(
        "assessments/<uuid:code>/context/facts/<slug:question>/",
        context.context_answer,
        name="context-answer",
    ),
    path(
        "assessments/<uuid:code>/context/words/<slug:name>/",
        context.context_words,
        name="context-words",
    ),
    path(
        "assessments/<uuid:code>/context/proposals/<slug:source>/",
        context.context_proposal,
        name="context-proposal",
    ),
    path("assessments/<uuid:code>/settings/<slug:pillar>/", settings.settings, name="settings"),
    path(
        "assessments/<uuid:code>/settings/<slug:pillar>/<slug:component>/",
        settings.setting,
        name="setting",
    ),
    path("assessments/<uuid:code>/rate/<slug:pillar>/", rating.rate_pillar, name="rate"),
    path(
        "assessments/<uuid:code>/rate/<slug:pillar>/<slug:component>/",
        rating.rating,
        name="rating",
    ),
    path("assessments/<uuid:code>/symptoms/", symptoms.symptoms, name="symptoms"),
    path("assessments/<uuid:code>/symptoms/<slug:symptom>/", symptoms.symptom, name="symptom"),
    path("assessments/<uuid:code>/result/", results.result, name="result"),
    path("assessments/<uuid:code>/result/<slug:component>/", results.finding, name="finding"),
    path(
        "assessments/<uuid:code>/result/figures/<slug:figure>.svg",
        figures.figure_svg,
        name="figure-svg",
    ),
    path(
        "assessments/<uuid:code>/result/figures/<slug:figure>.csv",
        figures.figure_csv,
        name="figure-csv",
    ),
    path("assessments/<uuid:code>/revisit/<slug:pillar>/", revisit.revisit, name="revisit"),
    path("assessments/<uuid:code>/report/", report.report, name="report"),
    path("assessments/<uuid:code>/report/paper/", report.report_paper, name="report-paper"),
    path(
        "assessments/<uuid:code>/report/sections/", report.report_sections, name="report-sections"
    ),
    path("assessments/<uuid:code>/report.pdf", report.report_pdf, name="report-pdf"),
    path("assessments/<uuid:code>/texts/", texts.texts, name="texts"),
    path("assessments/<uuid:code>/texts/<slug:slot>/", texts.text, name="text"),
]
