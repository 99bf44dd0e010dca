"""Everyone in Cedar Bend's registry, sector by sector."""

from engagement.demo.rows import Who

STUDENTS = (
    Who("students", "Student advisory council", "group", "students", 3,
        "Meets the superintendent each month; other students follow them.",
        "Being asked before a decision, not after it.", role="Fourteen students, grades 8 to 12"),
    Who("el-students", "English learner students, grades 6–8", "group", "students", 2,
        "Few speak in meetings; their families watch how they are treated.",
        "Showing what they know in more than one language.",
        voice="No seat on any team, and forms come in English only.", languages="Spanish, Vietnamese, Somali",
        school="Hillcrest Middle"),
    Who("evening", "Students in the evening program", "group", "students", 1,
        "Small in number and rarely in the building by day.", "Classes that fit a working day.",
        voice="They work days, when every meeting is held.", languages="English, Spanish",
        school="Evening program"),
    Who("cte-students", "Career and technical student leaders", "group", "students", 2,
        "Officers of the four student organizations.", "Credit for what they do at a job.", within="students",
        school="West Mesa High"),
    Who("student-rep", "Student representative, design team", "person", "students", 2,
        "Votes on the design team.", role="Chosen by the advisory council each fall", person="student",
        within="students"),
)  # fmt: skip

FAMILIES = (
    Who("pta", "Elementary PTA council", "organization", "families", 4,
        "Nine school chapters; board members come to their spring meeting.",
        "A progress report they can explain to a grandparent.", role="Nine chapters, 410 members"),
    Who("spanish", "Spanish-speaking families network", "group", "families", 3,
        "About 600 families; a message there travels in an evening.",
        "Meetings after work, with an interpreter and someone to watch the children.",
        voice="One in four students, and no seat on any decision body.", languages="Spanish"),
    Who("iep", "Families of students with IEPs", "group", "families", 3,
        "Know the law, know each other, write to the board.",
        "Accommodations that carry over when grading changes.",
        voice="Asked last whenever a program changes."),
    Who("hs-families", "High school family council", "organization", "families", 3,
        "Runs the spring forum at both high schools.", "What colleges will make of the transcript."),
    Who("vietnamese", "Vietnamese-speaking families circle", "group", "families", None, "", "",
        voice="Nothing has been sent home in Vietnamese before this year.", languages="Vietnamese",
        school="Eastside Elementary"),
    Who("family-rep", "Family representative, design team", "person", "families", 2,
        "Votes on the design team.", "Seeing drafts a week ahead.", role="Named by the PTA council",
        person="private", within="pta"),
)  # fmt: skip

EDUCATORS = (
    Who("teachers", "Teachers’ association", "organization", "educators", 5,
        "Signs off on workload; most teachers read its newsletter first.",
        "Planning time, written into the calendar.", role="640 members"),
    Who("teacher-leaders", "Middle school teacher leaders", "group", "educators", 4,
        "Colleagues copy what works in their rooms.", "Time to visit each other.", within="teachers"),
    Who("principals", "Principals’ cabinet", "group", "educators", 4,
        "Eleven principals; nothing happens in a school without them.", "One change at a time."),
    Who("counselors", "High school counselors", "group", "educators", 3,
        "Families ask them before they ask anyone.", "A transcript they can defend to a college.",
        within="teachers"),
    Who("paras", "Paraeducators’ local", "organization", "educators", 3,
        "In every classroom with the students who need most.", "Paid hours for training.",
        voice="Trained last and asked last, though they carry out the plan.", role="210 members"),
    Who("cabinet", "Superintendent’s cabinet", "group", "educators", 5,
        "Sets the budget that goes to the board.", "No surprises."),
    Who("sixth-grade", "Sixth grade team, Hillcrest Middle", "group", "educators", 2,
        "First to grade this way; others visit their rooms.", "Fewer systems to keep at once.",
        school="Hillcrest Middle"),
    Who("math", "Mathematics department, Eastside High", "group", "educators", 3,
        "Decides how courses line up for two high schools.", "Proof that students are ready for the next course.",
        school="Eastside High"),
    Who("cte-teachers", "Career and technical teachers", "group", "educators", 3,
        "Have assessed by performance for years.", "Equipment that matches the workplace."),
    Who("special-ed", "Special education team", "group", "educators", 3,
        "Writes the accommodations every plan rests on.", "Goals that read the same in both systems."),
    Who("eld", "English language development teachers", "group", "educators", 2,
        "Trusted by families who trust few others here.", "Tasks students can do while they learn English."),
)  # fmt: skip

COMMUNITY = (
    Who("newspaper", "Local newspaper, education desk", "organization", "community-leaders", 4,
        "The only daily; its headline is what people repeat.", "Seeing a classroom, not a press release."),
    Who("faith", "Faith leaders roundtable", "group", "community-leaders", 3,
        "Eighteen congregations; they speak when a school is in trouble.", "That no family is left out.",
        voice="Never invited together, though they reach families nobody else does."),
    Who("eastside", "Eastside neighborhood association", "organization", "community-leaders", 2,
        "Sixty people at a monthly meeting, one council member listens.", "Rides, and evening hours.",
        voice="Eastside schools were closed twice without a hearing.", languages="English, Spanish"),
    Who("taxpayers", "Taxpayers’ alliance", "organization", "community-leaders", 4,
        "Led two campaigns against the mill levy and won one.", "What it costs, and what it replaces."),
    Who("tenants", "Tenants’ association, Eastside", "organization", "community-leaders", None, "",
        "", voice="They know every family on the street and have never been asked.", languages="Spanish, English"),
    Who("service-clubs", "Service clubs council", "organization", "community-leaders", 3,
        "Five clubs, most shop owners in town.", "A short talk at lunch, and something to do."),
    Who("transit", "Regional transit agency", "organization", "community-leaders", 2,
        "Sets the routes students ride to a job site.", "Numbers of riders by hour."),
)  # fmt: skip

INSTITUTIONS = (
    Who("county", "County office of education", "organization", "education-institutions", 3,
        "Runs coaching and licensing for six districts.", "One calendar for coaching."),
    Who("library", "Public library system", "organization", "education-institutions", 2,
        "Four branches, open when schools are not.", "Knowing two weeks ahead."),
    Who("tribal", "Tribal education department", "organization", "education-institutions", 3,
        "Speaks for 240 students’ families and their government.", "Nothing about their children without them.",
        voice="Told of past changes by letter, after the vote."),
    Who("adult", "Adult learning center", "organization", "education-institutions", 2,
        "Parents learn English there at night.", "Parents who can read a report card."),
)  # fmt: skip

HIGHER = (
    Who("college", "Regional community college", "organization", "higher-education", 4,
        "Takes four in ten of our graduates; grants dual credit.", "Students placed in the right first course."),
    Who("university", "State university admissions office", "organization", "higher-education", 5,
        "If they doubt the transcript, families will too.", "A transcript they can read in three minutes."),
    Who("ed-college", "State university college of education", "organization", "higher-education", 3,
        "Prepares most of the teachers we hire.", "Placements for student teachers."),
    Who("apprentices", "Apprenticeship training center", "organization", "higher-education", 3,
        "Places 90 apprentices a year.", "Applicants with algebra and attendance."),
)  # fmt: skip

EMPLOYERS = (
    Who("workforce", "County workforce board", "organization", "employers", 4,
        "Directs training money; its chair knows every large employer.", "Graduates who can show what they can do."),
    Who("chamber", "Chamber of commerce", "organization", "employers", 4,
        "480 members; endorses in school board races.", "How the transcript reads to a hiring manager."),
    Who("hospital", "Regional hospital system, HR", "organization", "employers", 3,
        "Largest employer in the county.", "One contact, one calendar."),
    Who("trades", "Building trades council", "organization", "employers", 3,
        "Five unions; apprentices follow its word.", "Safety training before the first day."),
    Who("utility", "Regional utility cooperative", "organization", "employers", 2,
        "Hires line workers from our two high schools.", "Students who can drive to the site."),
    Who("merchants", "Main Street merchants", "group", "employers", 2,
        "Small shops hire most of our seniors.", "No extra paperwork."),
    Who("plant", "Valley precision manufacturing", "organization", "employers", 3,
        "300 jobs, and a plant tour every class remembers.", "Liability settled before anyone visits."),
)  # fmt: skip

POLICYMAKERS = (
    Who("board-3", "Board member, seat 3", "person", "policymakers", 5,
        "The vote that decides a four to three board.", "That colleges accept the transcript.",
        person="official", role="School board, elected"),
    Who("board-president", "Board president", "person", "policymakers", 5,
        "Sets the agenda and speaks to the press.", "A calm first reading.",
        person="official", role="School board, elected"),
    Who("board-2", "Board member, seat 2", "person", "policymakers", 4, "One of four votes for the pilot.",
        person="official", role="School board, elected"),
    Who("board-4", "Board member, seat 4", "person", "policymakers", 4, "Chairs the finance committee.",
        person="official", role="School board, elected"),
    Who("board-5", "Board member, seat 5", "person", "policymakers", 4, "Asks about rural routes first.",
        person="official", role="School board, elected"),
    Who("board-6", "Board member, seat 6", "person", "policymakers", 4, "Former middle school teacher.",
        person="official", role="School board, elected"),
    Who("board-7", "Board member, seat 7", "person", "policymakers", 4, "Newest on the board.",
        person="official", role="School board, elected"),
    Who("council", "City council education liaison", "person", "policymakers", 3,
        "Brings school matters to the council.", "A page they can hand to colleagues.",
        person="official", role="City council, appointed each January"),
    Who("senator", "State senator’s office, district 14", "organization", "policymakers", 4,
        "Sits on the education committee."),
    Who("state", "State education agency, graduation office", "organization", "policymakers", 4,
        "Approves graduation requirements and waivers.", "Evidence that a credit means the same everywhere."),
)  # fmt: skip

PEERS = (
    Who("neighbor", "Neighboring district, mastery pilot", "organization", "peer-districts", 3,
        "Two years ahead of us; their board talks to ours.", "A fair exchange: visits both ways."),
    Who("cohort", "Mastery districts cohort", "organization", "peer-districts", 2,
        "Fourteen districts that meet each quarter.", "Honest numbers."),
    Who("academies", "Mountain district, career academies", "organization", "peer-districts", 3,
        "Ten years of academies with employers.", "Someone to share a bus with."),
)  # fmt: skip

SUPPORT = (
    Who("foundation", "Community foundation", "organization", "support-organizations", 4,
        "Funds most youth programs in the county.", "A request for three years, not one."),
    Who("after-school", "After-school providers network", "group", "support-organizations", 2,
        "Twelve programs; they see students until six.", "Knowing what students are working on.",
        voice="Small programs run by neighbors, who are told of a change when it is made."),
    Who("institute", "Learning design institute", "organization", "support-organizations", 2,
        "Coaches schools that start small."),
    Who("family-center", "Family engagement center", "organization", "support-organizations", 2,
        "Interpreters, evenings and home visits."),
    Who("child-care", "Home child care providers", "group", "support-organizations", None, "",
        voice="They see what kindergarten needs first; no list of them exists."),
)  # fmt: skip

# Listed twice, as lists are: a colleague brought them in from the sign-up sheet of the open house.
TWINS = (
    Who("workforce-twin", "Workforce board, County", "organization", "employers", None, "",
        "A named contact in every high school."),
    Who("eastside-twin", "Eastside neighbors association", "organization", "community-leaders", 3, "",
        languages="English, Spanish"),
)  # fmt: skip

EVERYONE = (
    *STUDENTS, *FAMILIES, *EDUCATORS, *COMMUNITY, *INSTITUTIONS, *HIGHER, *EMPLOYERS, *POLICYMAKERS, *PEERS, *SUPPORT,
    *TWINS,
)  # fmt: skip
