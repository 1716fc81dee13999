from django.urls import path

from ecosystem import views

app_name = "ecosystem"
urlpatterns = [
    path("", views.frameworks, name="frameworks"),
    path("search/", views.search, name="search"),
    path("<slug:framework>/<int:version>/", views.model, name="model"),
    path("<slug:framework>/<int:version>/<slug:component>/", views.component, name="component"),
    path("<slug:framework>/<int:version>/symptoms/<slug:symptom>/", views.symptom, name="symptom"),
]
