"""The demo: one district with a year behind it and one that starts today. Roles, groups and organizations only."""

DISTRICT = "cedar-bend"
EMPTY_DISTRICT = "juniper-valley"
PASSWORD = "coalition-demo"  # noqa: S105 - printed by `up` for whoever tries the demo
OPERATOR = "operator@cedarbend.example"
SIGN_INS = {
    "communications@cedarbend.example": "Communications director, lead: has outreach due today",
    "strategy@cedarbend.example": "Chief of strategy, administrator, also of the empty district",
    "pathways@cedarbend.example": "Career pathways lead, editor",
    "superintendent@cedarbend.example": "Superintendent, viewer",
    OPERATOR: "Whoever runs this installation, for /admin/",
}
