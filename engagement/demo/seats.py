"""Where decisions are made in Cedar Bend, and who sits there."""

from engagement.demo.rows import Place

BODIES = {
    ("Steering team", "vision-team"): (
        Place("Students", "students"),
        Place("Families", "pta"),
        Place("Teachers", "teacher-leaders"),
        Place("Teachers’ association", "teachers"),
        Place("Principals", "principals"),
        Place("County office", "county"),
        Place("Higher education", "college"),
        Place("Employers", "workforce"),
        Place("Board, first seat", "board-president"),
        Place("Board, second seat", "board-3"),
    ),
    ("Design team, grades 6–12", "design-team"): (
        Place("Student", "student-rep", 80),
        Place("Family", "family-rep", 80),
        Place("Middle school", "sixth-grade"),
        Place("High school", "math"),
        Place("Career and technical", "cte-teachers"),
        Place("Special education", "special-ed"),
        Place("Language development", "eld"),
        Place("Teacher leader", "teacher-leaders"),
        Place("English learner family", ""),
    ),
    ("Pilot schools panel", "other"): (
        Place("Principal, middle", "principals", 84),
        Place("Teacher, middle", "sixth-grade", 84),
        Place("Teacher, high", "math", 84),
        Place("Teachers’ association", "teachers", 84),
        Place("County office", "county", 84),
        Place("Employer", "workforce", 84),
        Place("Family or student", "", 84),
    ),
    ("School board", "board"): (
        Place("Seat 1, president", "board-president", 1000),
        Place("Seat 2", "board-2", 1000),
        Place("Seat 3", "board-3", 1000),
        Place("Seat 4", "board-4", 650),
        Place("Seat 5", "board-5", 650),
        Place("Seat 6", "board-6", 650),
        Place("Seat 7", "board-7", 300),
    ),
}
