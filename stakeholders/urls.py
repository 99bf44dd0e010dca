from django.urls import path

from stakeholders.views import first_run, influence_map, initiative_choice, move, partnership_panel

app_name = "stakeholders"
urlpatterns = [
    path("first-run/", first_run.first_run, name="first-run"),
    path("first-run/initiative/", first_run.first_run_initiative, name="first-run-initiative"),
    path("first-run/partners/", first_run.first_run_partners, name="first-run-partners"),
    path("initiatives/choice/", initiative_choice.initiative_choose, name="initiative-choose"),
    path("initiatives/<int:initiative>/maps/influence/", influence_map.influence_map, name="influence-map"),
    path("initiatives/<int:initiative>/maps/influence.svg", influence_map.influence_map_svg, name="influence-map-svg"),
    path("initiatives/<int:initiative>/maps/influence.csv", influence_map.influence_map_csv, name="influence-map-csv"),
    path("partnerships/<int:partnership>/panel/", partnership_panel.partnership_panel, name="partnership-panel"),
    path("partnerships/<int:partnership>/moves/", move.move_create, name="move-create"),
    path("partnerships/<int:partnership>/moves/new/", move.move_new, name="move-new"),
    path("partnerships/<int:partnership>/moves/<slug:move>/undo/", move.move_undo, name="move-undo"),
]
