"""The one table of header names people and programs use for our fields, in the languages we have met them in.

Sources: exports of Google Contacts, Outlook, Thunderbird, Apple, Roundcube, Tine, Salesforce, HubSpot, Mailchimp,
Keila, LinkedIn, Zoom, Trello, Action Network, CiviCRM, OneRoster and School Data Sync, Open States, the IRS master
file, NCES, and state and city school directories. Written as people write them; compared folded (see `fold_header`).
"""

from typing import Final

from coalition.lib.tabular import fold_header

# The header of our own exports: the key of the record a row is about.
OWN_NUMBER: Final = "Coalition number"
# In order of preference within a field that one column only can fill: the first that is there wins.
HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "name": (
        "Full Name", "Display Name", "Long Name", "School Name", "Campus Name", "Account Name", "Institution Name",
        "Agency Name", "LEA Name", "Name", "Contact Name", "Contact", "Member", "Member Name", "Stakeholder",
        "Full Name LFM", "Full Name FML", "Full Name LF", "Name LFM", "Name FML", "Attendee Name",
        "Stakeholder Name", "Partner", "Partner Name", "Who", "n_fileas", "File As", "FN", "Person", "Name or role",
        "Legal Name", "Contact Full Name", "Vollständiger Name", "Anzeigename", "Kontakt", "Ansprechpartner",
        "Nombre completo", "Nombre y apellidos", "Nom complet", "Nome completo", "Naam", "Imię i nazwisko",
        "Name komplett", "Teacher Name", "Staff Name", "Employee Name", "n_fn", "lead_name", "Titel des Leads",
        "Superintendent Name", "Nombre de la escuela", "Facility Name", "FacilityName",
        "SCH_NAME", "Sch Name", "Last First", "Name Last First", "Trustee", "Board Member", "Commissioner",
        "Council Member", "Councilmember", "Guardian", "Parent/Guardian", "Contact Person", "Point of Contact",
        "POC", "Kontaktperson", "Persona de contacto", "Nom et prénom", "User Name", "Card Name", "Magaca",
        "Nome e sobrenome",
        "Họ và tên", "Họ tên", "姓名", "名字", "全名", "氏名", "이름", "성명", "الاسم", "الاسم الكامل", "ФИО",
        "Имя и фамилия",
    ),
    "given_name": (
        "First Name", "Given Name", "Forename", "Firstname", "n_given", "First", "AdmFName", "Vorname", "Prénom",
        "Nombre", "Nombres", "Nome", "Voornaam", "Imię", "Preferred First Name", "can2_first_name", "FName",
        "Administrator First Name", "Contact First Name", "givenName", "Primer nombre", "Tên",
        "Legal First Name", "Primeiro nome", "名", "الاسم الأول", "Имя",
    ),
    "middle_name": (
        "Middle Name", "Additional Name", "Middle Initial", "n_middle", "Zweiter Vorname", "Weitere Vornamen",
        "Segundo nombre", "Deuxième prénom", "Middle",
        "MN", "Legal Middle Name", "Mid",
    ),
    "family_name": (
        "Last Name", "Family Name", "Surname", "Lastname", "n_family", "Last", "AdmLName", "Nachname", "Familienname",
        "Apellido", "Apellidos", "Nom de famille", "Nom", "Cognome", "Achternaam", "Nazwisko", "can2_last_name",
        "LName", "Administrator Last Name", "Contact Last Name", "familyName", "Họ",
        "LN", "Legal Last Name", "Sobrenome", "姓", "اسم العائلة", "Фамилия",
    ),
    "name_prefix": ("Name Prefix", "Prefix", "n_prefix", "Honorific", "Courtesy Title", "Namenspräfix", "Civilité",
        "Tratamiento"),
    "name_suffix": ("Name Suffix", "Suffix", "n_suffix", "Generation", "Namenssuffix"),
    "organization": (
        "Organization", "Organisation", "Company", "Company Name", "Organization Name", "Organization 1 - Name",
        "org_name", "Employer", "Institution", "Agency", "Business", "Business Name", "Firm", "Account",
        "District Name", "School", "District", "Affiliation", "Belongs to", "Committee", "Current Employer", "Firma",
        "Unternehmen", "Empresa", "Organización", "Compañía", "Institución", "Entreprise", "Société", "Organisme",
        "Azienda", "Bedrijf", "Organizacja", "Associated Company", "Parent Account", "Congregation", "Group",
        "Parent Organization", "lead_organization", "Escuela", "Schule", "École",
        "Org", "Organization/Company", "Company/Organization", "Nonprofit", "Agency/Organization", "Org Name",
        "Organización/Empresa", "Workplace", "Place of employment", "Employer Name", "Primary Affiliation",
        "Account.Name", "Building", "Building Name", "Building Description", "Building Desc", "Home Campus",
        "Site Name", "Assigned School", "Primary School", "Work Location", "Work Site", "Établissement",
        "Instituição",
        "Organização", "Escola", "Trường", "Tổ chức", "Cơ quan", "单位", "公司", "机构", "组织", "學校", "学校",
        "單位", "組織", "기관", "회사",
        "소속", "학교", "المنظمة", "المؤسسة", "الشركة", "المدرسة", "Организация", "Компания", "Школа",
    ),
    "school_id": ("School of the district",),
    "role_title": (
        "Job Title", "Title", "Role", "Position", "Role Title", "Organization Title", "Organization 1 - Title",
        "Occupation", "Function", "Office", "Job", "jobTitle", "Administrator Title", "Current Chamber",
        "Position Title", "Stelle", "Berufsbezeichnung", "Beruf", "Funktion", "Rolle", "Cargo", "Puesto", "Título",
        "Rol", "Poste", "Fonction", "Titre", "Ruolo", "Functie", "Stanowisko", "Titel/Stelle", "employee_title",
        "TI", "Titre1", "Position/Role", "Title/Position", "Role/Title", "Job Role", "Role Level",
        "Position Description", "Position Desc", "Job Code Description", "Assignment", "Função", "Chức vụ", "Vai trò",
        "职务", "职位", "職稱",
        "職務", "頭銜", "직책", "직위", "الوظيفة", "الدور", "المنصب", "المسمى الوظيفي", "Должность", "Роль",
    ),
    "kind": (
        "Kind", "Record Type", "Contact Type", "Entity Type", "Person or organization", "Contact Kind", "Art",
        "Clase",
        "Account Type", "Constituent Type", "Constituent Code", "Key Indicator", "Individual or Organization",
        "Record Kind",
    ),
    "person_type": ("In what capacity", "Capacity", "Person Type"),
    "sector": (
        "Sector", "Stakeholder Type", "Stakeholder Group", "Stakeholder Category", "Community Sector", "Constituency",
        "Audience", "Segment", "Category", "Sektor", "Bereich", "Stakeholdergruppe", "Interessengruppe",
        "Grupo de interés", "Secteur", "Settore",
    ),
    "email": (
        "Email", "E-mail", "E-mail Address", "Email Address", "Primary Email", "E-mail 1 - Value", "Email 1",
        "Work Email", "Email Work", "Business Email", "Mail", "Contact Email", "School Email", "School Email Address",
        "Email 1 - Value", "E-mail 2 Address", "E-mail 3 Address", "E-mail 2 - Value", "E-mail 3 - Value",
        "E-mail 4 - Value", "Email 2", "Email 3", "Secondary Email", "Secondary Email Address", "Email Home",
        "Home Email", "Personal Email", "Email Other", "email_home", "District Email Address", "E-Mail-Adresse",
        "E-Mail 2: Adresse", "E-Mail 3: Adresse", "Correo", "Correo electrónico", "Correo electronico", "Courriel",
        "Adresse e-mail", "Adresse électronique", "Posta elettronica", "E-mailadres", "Adres e-mail", "メール",
        "Administrator Email", "Principal Email", "Superintendent Email", "Địa chỉ email", "can2_user_email",
        "EM", "Email Addr", "Mail Address", "Adresse de messagerie", "Adresse de messagerie 2",
        "Dirección de correo electrónico", "Dirección de correo electrónico 2", "Correo-e",
        "Preferred E-mail Number", "User Email", "Iimayl", "Iimeyl", "Adresse courriel", "Endereço de e-mail",
        "电子邮件", "电子邮箱", "邮箱", "電子郵件",
        "電郵", "이메일", "전자우편", "البريد الإلكتروني", "الايميل", "Электронная почта", "Эл. почта", "Почта",
    ),
    "phone": (
        "Phone", "Telephone", "Phone Number", "Phone 1 - Value", "Work Phone", "Business Phone", "Mobile",
        "Mobile Phone", "Cell", "Cell Phone", "Home Mobile", "Mobile Number", "Primary Phone", "Phone 1", "Tel",
        "Tel.", "tel_work", "tel_cell", "Phone 2 - Value", "Phone 3 - Value", "Phone 4 - Value", "Business Phone 2",
        "Home Phone", "Home Phone 2", "tel_home", "Other Phone", "Company Main Phone", "School Phone",
        "District Phone", "capitol_voice", "district_voice", "sms", "Telefon", "Telefonnummer",
        "Telefon geschäftlich", "Handy", "Mobiltelefon", "Mobilnummer", "Telefon (geschäftlich)", "Telefon privat",
        "Teléfono", "Telefono", "Celular", "Móvil", "Téléphone", "Portable", "Cellulare", "Telefoon", "電話",
        "Phone No", "Contact Phone", "Principal Phone", "Điện thoại",
        "TN", "Cell Number", "Work Number", "Home Number", "Contact Number", "Phone No.", "Teléfono móvil",
        "Teléfono del trabajo", "Téléphone (bureau)", "Téléphone (domicile)", "Tél. mobile", "Phone 1 Full Number",
        "phoneNumberAsEntered", "Work", "Home", "Taleefan", "Telefone", "Numéro de téléphone", "Tél.", "Tél. bureau",
        "Tél. portable",
        "Số điện thoại", "SĐT", "电话", "手机", "联系电话", "電話號碼", "手機", "전화", "전화번호", "휴대폰",
        "الهاتف", "رقم الهاتف", "الجوال",
        "Телефон", "Мобильный телефон",
    ),
    "phone_extension": (
        "Ext", "Extension", "Phone Ext", "Phone Extension", "Work Phone Ext", "Work Phone Extension",
        "Business Phone Ext", "Office Ext", "Office Extension", "School Phone Ext", "Durchwahl", "Extensión",
    ),
    "languages": (
        "Language", "Languages", "Preferred Language", "Pref lang", "Home Language", "Language Spoken",
        "Languages Spoken", "Correspondence Language", "Sprache", "Sprachen", "Muttersprache", "Idioma", "Idiomas",
        "Idioma preferido", "Langue", "Langues", "Lingua", "Taal", "Ngôn ngữ",
        "Language Code", "Langue parlée", "Spoken Language", "Luqad", "语言", "語言", "언어", "اللغة", "Язык",
        "Língua",
    ),
    "influence": (
        "Influence", "Influence (H/M/L)", "Sway", "Power", "Influence Level", "Level of influence", "Influence 1-5",
        "Influence (1-5)", "Power (H/M/L)", "Power 1-5", "Clout", "Einfluss", "Macht", "Influencia",
        "Nivel de influencia", "Influenza", "Invloed",
    ),
    "short_name": ("Name on maps", "Map name", "Map label", "Name auf Karten", "Nombre en mapas"),
    "influence_basis": (
        "Influence Basis", "Basis of influence", "Source of influence", "What the sway rests on", "Why influential",
        "Einflussgrundlage", "Base de influencia",
    ),
    "under_represented": (
        "Under-represented", "Underrepresented", "Historically under-represented", "Historically marginalized",
        "Historically underrepresented", "Underserved", "Marginalized", "Unterrepräsentiert", "Subrepresentado",
        "Históricamente subrepresentado", "Sous-représenté",
    ),
    "under_represented_reason": (
        "Under-represented Reason", "Underrepresented Reason", "Why under-represented", "Why underrepresented",
        "Reason under-represented",
    ),
    "what_matters": (
        "What matters", "What matters to them", "Interests", "Priorities", "Concerns", "Values", "Key Issues",
        "Issues", "Interessen", "Anliegen", "Intereses", "Prioridades", "Centres d'intérêt",
    ),
    "notes": (
        "Notes", "Note", "Comments", "Comment", "Remarks", "Description", "Memo", "Background", "Notizen",
        "Bemerkung", "Bemerkungen", "Anmerkungen", "Kommentar", "Notas", "Comentarios", "Observaciones", "Remarques",
        "Commentaires", "Opmerkingen", "Ghi chú", "Observações", "Anotações", "备注", "備註", "비고", "메모",
        "ملاحظات",
        "Примечания", "Card Description", "Narrative",
    ),
    "external_id": (
        OWN_NUMBER,
        "External ID", "ID", "Record ID", "Contact ID", "Account ID", "Person ID", "sourcedId", "Member ID", "EIN",
        "School ID", "School Number", "Campus ID", "NCES School ID", "NCESSCH", "NCES District ID", "NCES ID",
        "LEAID", "LEA ID",
        "CD Code", "CDS Code", "CDSCode", "District Number", "RCDTS", "Oracle ID", "Internal Contact ID", "Staff ID",
        "Teacher ID", "Employee ID", "SIS ID", "District ID", "Org ID", "State School ID", "State District ID",
        "Kontakt-ID", "Kundennummer", "BEDS Code", "id_external", "School SIS ID", "Teacher SIS ID", "ACCOUNTNUMBER",
        "Constituent ID", "Account Number", "Teacher Number", "User ID", "NCES School Number", "Person DCID",
        "Staff Number", "Employee Number", "Name ID", "Constituent Number", "LGL Constituent ID", "State Staff ID",
        "Attendee Number", "Contact DCID", "Users DCID", "nationbuilder_id", "Card ID", "VANID",
    ),
}  # fmt: skip

# Known headers that bring nothing we keep; the second text tells people why.
LEFT_OUT: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("Created By", "Created", "Created At", "Modified", "Last Modified", "Update Date", "Owner", "Status", "Photo",
         "Sensitivity", "Priority", "Mileage", "Billing Information", "Directory Server", "Source", "Version",
         "Row in the file", "Outcome", "What to look at", "At the decision table", "Initiative", "Target",
         "Participation", "Lead", "Next step", "Due", "E-mail Display Name", "Contact Owner", "Account Owner",
         "List Name", "List ID", "Board Name", "Board ID"),
        "Not needed",
    ),
    **dict.fromkeys(
        ("Tags", "Labels", "Group Membership", "Categories", "Groups", "Schlagworte", "Etiquetas", "Kategorien",
         "Committees", "Email Lists", "Section", "Tag list", "Tag"),
        "Choose Tags or Notes to keep them",
    ),
    **dict.fromkeys(
        ("Respondent ID", "Response ID", "Collector ID", "Submission ID"), "Numbers the answers, not the people"
    ),
    **dict.fromkeys(
        ("Support Level", "Stance", "Investment", "Investment Level", "Position on change", "Attitude", "Support",
         "Current Position", "Current Stance"),
        "Ratings are given on the map, with evidence",
    ),
}  # fmt: skip


def _folded() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for key, names in HEADERS.items():
        for rank, name in enumerate(names):
            table.setdefault(fold_header(name), (key, rank))
    # Programs leave the blank out: "fullname", "emailaddress".
    return {**{name.replace(" ", ""): found for name, found in table.items()}, **table}


# Folded header to the field it means and its rank among the names of that field.
BY_HEADER: Final = _folded()
REASONS_TO_LEAVE_OUT: Final = {fold_header(name): reason for name, reason in LEFT_OUT.items()}
KNOWN_HEADERS: Final = frozenset({*BY_HEADER, *REASONS_TO_LEAVE_OUT})
