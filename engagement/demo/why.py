"""The two initiatives and who is a partner in each, for what, how far and until when."""

from engagement.demo.rows import Partner

MASTERY_NAME = "Mastery learning, grades 6–12"
MASTERY_VISION = (
    "By 2029, every student in grades 6–12 moves forward when they can show what they know, with teachers, families "
    "and employers who understand and trust what that means."
)
MASTERY_CASE = (
    "One in three of our ninth graders passes algebra without being ready for the next course, and another waits a "
    "year for a course they could do today. Employers tell us a grade says little about what a graduate can do. "
    "Families tell us they learn of trouble in June. We can show each of them what a student knows, in time to act."
)
WORK_NAME = "Work-based learning"
WORK_VISION = (
    "By 2028, every graduate has spent at least 120 hours doing real work that counts toward graduation, near enough "
    "to home to get there."
)
WORK_CASE = (
    "Six in ten of our graduates start work within a year of leaving us, most without ever having seen the job. "
    "Those who had an internship are twice as likely to still be in training a year later. Today 90 students have "
    "that chance; 700 ask for it."
)

MASTERY = (
    Partner("students", "CD", "shape-the-vision make-the-case", 4, "champion", 14, 3,
            "Co-write showcase invitation", 5),
    Partner("el-students", "PH", "shape-the-vision", 2, "on-board", 30, 3, "Lunch listening session", 5,
            "Meet at lunch with a teacher they choose. Every form in their languages first."),
    Partner("pta", "CD", "make-the-case", 3, "on-board", 21, 2, "Share sample progress report", 4),
    Partner("spanish", "CD", "shape-the-vision make-the-case", 3, "champion", 14, -3,
            "Confirm evening session, interpreter", 5,
            "After six, at Eastside, in Spanish first. Food and child care. Say what changed because of last time."),
    Partner("iep", "PH", "support-the-work", 2, "on-board", 14, -6, "Reply to questions on accommodations", 5,
            "Answer in writing and by name of the accommodation. No meeting without a special educator."),
    Partner("teachers", "CS", "do-the-work", 4, "on-board", 14, 0, "Workload memo, joint draft", 5,
            "Bring hours, not slides. Nothing goes to members before their board has seen it."),
    Partner("teacher-leaders", "PH", "do-the-work extend-the-work", 5, "champion", 14, 3, "Plan peer visits", 5),
    Partner("principals", "CS", "do-the-work support-the-work", 4, "champion", 14, 6, "Agree spring pilot schools", 5),
    Partner("counselors", "PE", "support-the-work", 3, "on-board", 30, 20, "Walk through the transcript guide", 4),
    Partner("paras", "PE", "do-the-work", 2, "aware", 60, 1, "First conversation", 4,
            "Meet in paid hours, before the buses."),
    Partner("newspaper", "CD", "make-the-case", 1, "on-board", 30, 3, "Offer classroom visit", 2),
    Partner("faith", "CD", "make-the-case", 2, "on-board", 30, 16, "Attend December breakfast", 3,
            "They speak for families, not for us: ask what they hear before saying what we want."),
    Partner("eastside", "CD", "shape-the-vision", 2, "on-board", 30, 9, "Visit monthly meeting", 3,
            "Go to their meeting, not ours. Begin with the two closures."),
    Partner("taxpayers", "CS", "make-the-case", 1, "unaware", 45, 14, "Listen: cost concerns", 3,
            "Numbers first, and what the change replaces."),
    Partner("county", "CS", "support-the-work", 4, "champion", 30, 15, "Joint coaching calendar", 3),
    Partner("chamber", "CD", "make-the-case", 2, "on-board", 21, 0, "Invite to showcase night", 3),
    Partner("library", "CD", "support-the-work", 3, "on-board", 30, 0, "Confirm evening study rooms", 2),
    Partner("college", "CT", "extend-the-work", 4, "champion", 21, 7, "Dual-credit mapping", 4),
    Partner("university", "CT", "extend-the-work", 2, "aware", 30, -5, "Share transcript mock-up", 3),
    Partner("workforce", "CT", "shape-the-vision extend-the-work", 4, "champion", 21, 4,
            "Internship seats for spring", 3),
    Partner("hospital", "CT", "support-the-work extend-the-work", 4, "champion", 30, 25,
            "Thank them at showcase night", 3),
    Partner("board-3", "CS", "make-the-case stay-the-course", 3, "on-board", 21, -4,
            "Ask hospital HR for an introduction", 3),
    Partner("board-president", "CS", "shape-the-vision stay-the-course", 4, "champion", 14, 13,
            "Preview winter update", 3),
    Partner("council", "CD", "make-the-case", 2, "on-board", 21, -7, "Send one-page brief", 2),
    Partner("senator", "CS", "stay-the-course", 1, "aware", 60, 2, "Request a staff meeting", 2),
    Partner("neighbor", "CS", "make-the-case extend-the-work", 4, "champion", 30, 12, "Board-to-board visit", 3),
    Partner("foundation", "CS", "support-the-work stay-the-course", 3, "champion", 30, 1,
            "Draft three-year request", 3),
    Partner("after-school", "CD", "support-the-work", 2, "on-board", 30, 8, "Share learning outcomes", 4,
            "Meet between two and three, before students arrive."),
)  # fmt: skip

WORK = (
    Partner("hospital", "CT", "do-the-work support-the-work", 4, "champion", 30, 5, "Seats for February", 3, since=280),
    Partner("workforce", "CT", "shape-the-vision support-the-work", 4, "champion", 21, 9,
            "Name two board hosts", 4, since=280),
    Partner("chamber", "CT", "make-the-case", 3, "champion", 30, 18, "Story for the member letter", 4, since=280),
    Partner("trades", "CT", "do-the-work", 3, "on-board", 30, -2, "Send safety training dates", 4, since=280),
    Partner("utility", "CT", "do-the-work", 2, "aware", 45, 12, "First visit to the yard", 3, since=200),
    Partner("merchants", "CT", "support-the-work", 2, "on-board", 45, 4, "Walk Main Street on Saturday", 4, since=240),
    Partner("plant", "PE", "do-the-work", 2, "on-board", 30, -9, "Answer the liability question", 4, since=280),
    Partner("college", "CT", "extend-the-work", 4, "champion", 30, 21, "Credit for internship hours", 4, since=280),
    Partner("apprentices", "CT", "extend-the-work", 3, "on-board", 30, 6, "Compare entry tests", 4, since=240),
    Partner("cte-teachers", "PE", "do-the-work", 5, "champion", 14, 3, "Agree visit days", 5, since=280),
    Partner("counselors", "PE", "support-the-work", 3, "on-board", 30, 10, "Schedule with half days", 4, since=280),
    Partner("teachers", "CS", "do-the-work", 2, "on-board", 45, 17, "Supervision hours", 4, since=240),
    Partner("principals", "CS", "support-the-work", 4, "champion", 30, 6, "Bell schedule, two schools", 4, since=280),
    Partner("cte-students", "PE", "shape-the-vision make-the-case", 4, "champion", 21, 2,
            "Panel for employers", 5, since=240),
    Partner("evening", "PE", "shape-the-vision", 2, "on-board", 30, 1, "Ask which hours could count", 5,
            "They have jobs already: ask how those could count.", since=160),
    Partner("hs-families", "CD", "make-the-case", 2, "on-board", 45, 11,
            "Questions and answers, one page", 4, since=240),
    Partner("spanish", "CD", "make-the-case", 2, "on-board", 45, 22, "Invite to employer night", 4, since=160),
    Partner("transit", "PE", "support-the-work", 2, "aware", 45, 13, "Ridership by hour", 2, since=200),
    Partner("state", "CS", "stay-the-course", 2, "aware", 60, 19, "Ask which rule allows hours", 2, since=240),
    Partner("academies", "CT", "make-the-case", 3, "champion", 45, 26, "Share the bus schedule", 3, since=280),
    Partner("foundation", "CS", "support-the-work stay-the-course", 2, "on-board", 60, 30,
            "Stipend fund, first talk", 3, since=200),
    Partner("board-president", "CS", "stay-the-course", 3, "on-board", 45, 24,
            "Report at the winter session", 3, since=240),
    Partner("family-rep", "CD", "shape-the-vision", 4, "", 45, 15, "Send the draft agreement", 5, since=160),
)  # fmt: skip
