"""Addresses of who, why and the maps, below /d/<district>/."""

from django.urls import include, path

from stakeholders.views import (
    assessment,
    bulk_action,
    coverage_cell,
    coverage_map,
    decision_body,
    duplicate,
    first_run,
    group_move,
    import_progress,
    influence_map,
    initiative,
    initiative_choice,
    initiative_overview,
    introduction,
    map_download,
    move,
    movement_map,
    partnership,
    partnership_panel,
    records_request,
    relationship,
    relationship_import,
    relationship_map,
    respect,
    saved_view,
    seat,
    spectrum_map,
    stakeholder,
    stakeholder_export,
    stakeholder_filters,
    stakeholder_history,
    stakeholder_import,
    stakeholder_list,
    stakeholder_merge,
    stakeholder_options,
    stakeholder_selection,
)
from stakeholders.views.network import map as network_map
from stakeholders.views.network import place as network_place
from stakeholders.views.network import without as network_without

app_name = "stakeholders"
first_steps = [
    path("", first_run.first_run, name="first-run"),
    path("initiative/", first_run.first_run_initiative, name="first-run-initiative"),
    path("partners/", first_run.first_run_partners, name="first-run-partners"),
]

saved_views = [
    path("", saved_view.saved_view_list, name="saved-view-list"),
    path("new/", saved_view.saved_view_new, name="saved-view-new"),
    path("<int:saved_view>/edit/", saved_view.saved_view_edit, name="saved-view-edit"),
    path("<int:saved_view>/removal/", saved_view.saved_view_remove, name="saved-view-remove"),
]

duplicates = [
    path("", duplicate.duplicate_list, name="duplicate-list"),
    path("dismissals/", duplicate.duplicate_dismiss, name="duplicate-dismiss"),
    path("<int:distinct_pair>/undo/", duplicate.duplicate_undo, name="duplicate-undo"),
]

merges = [
    path("", stakeholder_merge.merge_list, name="merge-list"),
    path("new/", stakeholder_merge.merge_new, name="merge-new"),
    path("<int:stakeholder_merge>/", stakeholder_merge.merge_detail, name="merge-detail"),
    path("<int:stakeholder_merge>/undo/", stakeholder_merge.merge_undo, name="merge-undo"),
]

respects = [
    path("", respect.respect_detail, name="respect-detail"),
    path("edit/", respect.respect_edit, name="respect-edit"),
    path("removal/", respect.respect_remove, name="respect-remove"),
]

of_stakeholder = [
    path("", stakeholder.stakeholder_detail, name="stakeholder-detail"),
    path("edit/", stakeholder.stakeholder_edit, name="stakeholder-edit"),
    path("archive/", stakeholder.stakeholder_archive, name="stakeholder-archive"),
    path("restoration/", stakeholder.stakeholder_restore, name="stakeholder-restore"),
    path("history/", stakeholder_history.stakeholder_history, name="stakeholder-history"),
    path("history/restoration/", stakeholder_history.stakeholder_restore_row, name="stakeholder-restore-row"),
    path("respect/", include(respects)),
    path("relationships/map/", relationship_map.relationship_map, name="relationship-map"),
    path("relationships/new/", relationship.relationship_new, name="relationship-new"),
]

stakeholders = [
    path("", stakeholder_list.stakeholder_list, name="stakeholder-list"),
    path("new/", stakeholder.stakeholder_new, name="stakeholder-new"),
    path("export/", stakeholder_export.stakeholder_export, name="stakeholder-export"),
    path("filters/", stakeholder_filters.stakeholder_filters, name="stakeholder-filters"),
    path("selection/", stakeholder_selection.stakeholder_selection, name="stakeholder-selection"),
    path("views/", include(saved_views)),
    path("options/", stakeholder_options.stakeholder_options, name="stakeholder-options"),
    path("duplicates/", include(duplicates)),
    path("merges/", include(merges)),
    path("<int:stakeholder>/", include(of_stakeholder)),
]

bulk_actions = [
    path("", bulk_action.bulk_action_list, name="bulk-action-list"),
    path("new/", bulk_action.bulk_action_new, name="bulk-action-new"),
    path("<int:bulk_action>/", bulk_action.bulk_action_detail, name="bulk-action-detail"),
    path("<int:bulk_action>/undo/", bulk_action.bulk_action_undo, name="bulk-action-undo"),
]

moves = [
    path("", move.move_create, name="move-create"),
    path("new/", move.move_new, name="move-new"),
    path("<slug:move>/undo/", move.move_undo, name="move-undo"),
]

of_partnership = [
    path("history/restoration/", stakeholder_history.partnership_restore_row, name="partnership-restore-row"),
    path("introductions/", introduction.introduction_create, name="introduction-create"),
    path("introductions/undo/", introduction.introduction_undo, name="introduction-undo"),
    path("edit/", partnership.partnership_edit, name="partnership-edit"),
    path("ending/", partnership.partnership_end, name="partnership-end"),
    path("restoration/", partnership.partnership_restore, name="partnership-restore"),
    path("assessments/new/", assessment.assessment_new, name="assessment-new"),
    path("panel/", partnership_panel.partnership_panel, name="partnership-panel"),
    path("moves/", include(moves)),
]

decision_bodies = [
    path("", decision_body.decision_body_list, name="decision-body-list"),
    path("new/", decision_body.decision_body_new, name="decision-body-new"),
    path("<int:decision_body>/edit/", decision_body.decision_body_edit, name="decision-body-edit"),
    path("<int:decision_body>/seats/new/", seat.seat_new, name="seat-new"),
]

of_seat = [
    path("edit/", seat.seat_edit, name="seat-edit"),
    path("holders/", seat.seat_holders, name="seat-holders"),
    path("removal/", seat.seat_remove, name="seat-remove"),
]

of_relationship_import = [
    path("", relationship_import.relationship_import_detail, name="relationship-import-detail"),
    path("confirmation/", relationship_import.relationship_import_confirm, name="relationship-import-confirm"),
    path("report/", relationship_import.relationship_import_report, name="relationship-import-report"),
    path("undo/", relationship_import.relationship_import_undo, name="relationship-import-undo"),
    path("removal/", relationship_import.relationship_import_discard, name="relationship-import-discard"),
]

relationship_imports = [
    path("new/", relationship_import.relationship_import_new, name="relationship-import-new"),
    path("<int:relationship_import>/", include(of_relationship_import)),
]

of_stakeholder_import = [
    path("", stakeholder_import.import_detail, name="import-detail"),
    path("progress/", import_progress.import_progress, name="import-progress"),
    path("cancellation/", import_progress.import_cancel, name="import-cancel"),
    path("columns/", stakeholder_import.import_columns, name="import-columns"),
    path("sheet/", stakeholder_import.import_sheet, name="import-sheet"),
    path("guesses/", stakeholder_import.import_guess, name="import-guess"),
    path("rows/", stakeholder_import.import_rows, name="import-rows"),
    path("report/", stakeholder_import.import_report, name="import-report"),
    path("confirmation/", stakeholder_import.import_confirm, name="import-confirm"),
    path("undo/", stakeholder_import.import_undo, name="import-undo"),
    path("removal/", stakeholder_import.import_discard, name="import-discard"),
]

imports = [
    path("", stakeholder_import.import_list, name="import-list"),
    path("new/", stakeholder_import.import_new, name="import-new"),
    path("<int:stakeholder_import>/", include(of_stakeholder_import)),
]

network = [
    path("", network_map.network_map, name="network-map"),
    path("places/", network_place.network_place_create, name="network-place-create"),
    path("places/tidying/", network_place.network_place_tidy, name="network-place-tidy"),
    path("without/", network_without.network_without, name="network-without"),
]

maps = [
    path("influence/", influence_map.influence_map, name="influence-map"),
    path("spectrum/", spectrum_map.spectrum_map, name="spectrum-map"),
    path("movement/", movement_map.movement_map, name="movement-map"),
    path("coverage/", coverage_map.coverage_map, name="coverage-map"),
    path("network/", include(network)),
    path("network.graphml", network_map.network_map_graphml, name="network-map-graphml"),
    path("<slug:shown_map>.<slug:kind>", map_download.map_download, name="map-download"),
]

group_moves = [
    path("new/", group_move.group_move_new, name="group-move-new"),
    path("", group_move.group_move_create, name="group-move-create"),
    path("<str:token>/undo/", group_move.group_move_undo, name="group-move-undo"),
]

of_initiative = [
    path("", initiative_overview.initiative_overview, name="initiative-overview"),
    path("edit/", initiative.initiative_edit, name="initiative-edit"),
    path("archive/", initiative.initiative_archive, name="initiative-archive"),
    path("restoration/", initiative.initiative_restore, name="initiative-restore"),
    path("maps/", include(maps)),
    path("coverage/<slug:sector_slug>/<slug:purpose_slug>/", coverage_cell.coverage_cell, name="coverage-cell"),
    path(
        "coverage/<slug:sector_slug>/<slug:purpose_slug>/decisions/",
        coverage_cell.coverage_decision_create,
        name="coverage-decision-create",
    ),
    path("partnerships/new/", partnership.partnership_new, name="partnership-new"),
    path("group-moves/", include(group_moves)),
]

initiatives = [
    path("", initiative.initiative_list, name="initiative-list"),
    path("new/", initiative.initiative_new, name="initiative-new"),
    path("<int:initiative>/", include(of_initiative)),
    path("choice/", initiative_choice.initiative_choose, name="initiative-choose"),
]

urlpatterns = [
    path("first-run/", include(first_steps)),
    path("stakeholders/", include(stakeholders)),
    path("bulk-actions/", include(bulk_actions)),
    path("partnerships/<int:partnership>/", include(of_partnership)),
    path("relationships/<int:relationship>/edit/", relationship.relationship_edit, name="relationship-edit"),
    path("relationships/<int:relationship>/removal/", relationship.relationship_remove, name="relationship-remove"),
    path("decision-bodies/", include(decision_bodies)),
    path("seats/<int:seat>/", include(of_seat)),
    path("ties/imports/", include(relationship_imports)),
    path("imports/", include(imports)),
    path("settings/records-requests/new/", records_request.records_request_new, name="records-request-new"),
    path("initiatives/", include(initiatives)),
    path(
        "coverage-decisions/<int:coverage_decision>/undo/",
        coverage_cell.coverage_decision_undo,
        name="coverage-decision-undo",
    ),
    path("assessments/<int:assessment>/retraction/", assessment.assessment_retract, name="assessment-retract"),
]
