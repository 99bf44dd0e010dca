"""Everything the influence map shows for one address: drawing or table, the phone's list, the panel, the filters."""

from stakeholders.map_rows import map_rows, partners_on_map
from stakeholders.views.influence_kept import parts_of_map
from stakeholders.views.influence_table import table_context
from stakeholders.views.map_request import today
from stakeholders.views.partnership_panel import find_panel


def region_context(request, initiative, filters, **more):
    """Return the context of the region. `more`: `notice` a sentence, `undo` an address, `moved` a partnership's key."""
    on = today(request)
    partners = partners_on_map(initiative, request.membership, on)
    narrowed = filters.narrow(partners)
    is_table = filters.chosen.get("view") == "table"
    shown = table_context(request, filters, narrowed, on) if is_table else map_context(request, filters, narrowed)
    return {
        "initiative": initiative,
        "filters": filters,
        "is_table": is_table,
        "is_first_run": not shown["count"] and not (filters.narrows and partners.exists()),
        "may_edit": request.membership.may("edit"),
        "target_words": f"{initiative.target_on:%B} target" if initiative.target_on else "Target",
        "view_link": filters.link(view=None if is_table else "table"),
        "panel": None if is_table else find_panel(request, partners, filters),
        **shown,
        **more,
    }


def map_context(request, filters, partners):
    rows = map_rows(partners)
    return {"count": len(rows), "parts": parts_of_map(request, rows, filters)}
