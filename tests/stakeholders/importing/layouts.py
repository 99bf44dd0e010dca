"""Small files of our own making in the layouts of the programs people export from; nobody in them exists."""

from tests.stakeholders.importing.record_layouts import RECORDS, mapped

LAYOUTS = {
    "thunderbird": (
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,"
        "Mobile Number,Job Title,Department,Organization,Birth Year,Notes\n"
        "Ada,Berg,Ada Berg,,ada@berg.example,ada@home.example,,555-0100,,,Librarian,,Town Library,1980,Loves maps\n"
    ),
    "google contacts 2024": (
        "First Name,Middle Name,Last Name,Name Prefix,Organization Name,Organization Title,Birthday,Notes,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value\n"
        "Ada,B.,Berg,Dr.,Town Library,Librarian,1980-01-01,Loves maps,* myContacts ::: Library,Work,ada@berg.example,"
        "ada@home.example,Work,555-0100 ::: 555-0101\n"
    ),
    "google contacts before": (
        "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Birthday,Gender,Notes,Group Membership,"
        "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
        "Ada Berg,Ada,,Berg,,,1980-01-01,,Loves maps,* My Contacts,Work,ada@berg.example,Work,555-0100,Town Library,"
        "Librarian\n"
    ),
    "outlook": (
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Phone,E-mail Address,"
        "E-mail 2 Address,Birthday,Notes\n"
        "Dr.,Ada,,Berg,,Town Library,,Librarian,555-0100,ada@berg.example,,0/0/00,Loves maps\n"
    ),
    "outlook german": (
        "Anrede;Vorname;Nachname;Firma;Position;Telefon geschäftlich;E-Mail-Adresse;Geburtstag;Notizen\n"
        "Frau;Ada;Berg;Stadtbücherei;Bibliothekarin;555-0100;ada@berg.example;1.1.1980;Mag Karten\n"
    ),
    "spanish": (
        "Nombre;Apellidos;Empresa;Cargo;Correo electrónico;Teléfono;Idioma;Influencia\n"
        "Ada;Berg;Biblioteca;Bibliotecaria;ada@berg.example;555-0100;es;Alta\n"
    ),
    "linkedin": (
        'Notes:\n"Some addresses are missing, because people hide them."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Berg,https://example.org/ada,ada@berg.example,Town Library,Librarian,12 Mar 2024\n"
    ),
    "mailchimp": (
        '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,LEID,NOTES\n'
        "ada@berg.example,Ada,Berg,2,,1,Loves maps\n"
    ),
    "hubspot": (
        "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Job Title\n"
        "7001,Ada,Berg,ada@berg.example,555-0100,Town Library,Librarian\n"
    ),
    "salesforce accounts": (
        "NAME,TYPE,PHONE,WEBSITE,ANNUALREVENUE,ORACLE_ID__C\nTown Library,Account,555-0100,http://l.example,0,1-1\n"
    ),
    "action network": (
        "can2_first_name,can2_last_name,can2_user_email,can2_user_tags\nAda,Berg,ada@berg.example,library\n"
    ),
    "nonprofits": (
        "EIN,NAME,ICO,STREET,CITY,STATE,ZIP,GROUP,ORGANIZATION,STATUS,NTEE_CD\n"
        "010000001,FRIENDS OF THE LIBRARY,% ADA BERG,1 MAIN ST,CEDAR,WY,82001,0000,1,01,B70\n"
        "010000002,FRIENDS OF THE LIBRARY,% BO CARR,2 MAIN ST,PINE,WY,82002,0000,5,01,B70\n"
    ),
    "school profiles": (
        "School_ID,Short_Name,Long_Name,Administrator_Title,Administrator,Secondary_Contact_Title,Secondary_Contact,"
        "Third_Contact_Title,Third_Contact_Name,Phone,Website,Student_Count_Total,Student_Count_Black\n"
        "610001,NORTH,North Elementary School,Principal,Ada Berg,Assistant Principal,Bo Carr,Counselor,Cy Dorn,"
        "5550100,http://n.example,232,12\n"
    ),
    "schools in districts": (
        "DistrictNumber,DistrictName,DistrictPhone,DistrictSuperintendent,SchoolNumber,SchoolName,SchoolPhone,"
        "SchoolEmailAddress,SchoolPrincipal,GradeRange\n"
        "'057904,CEDAR ISD,(555) 555-0100,ADA BERG   ,'057904001,NORTH MIDDLE,(555) 555-0101,office@n.example,"
        "DR BO CARR   ,'07-08\n"
        "'057904,CEDAR ISD,(555) 555-0100,ADA BERG   ,'057904002,SOUTH HIGH,(555) 555-0102,office@s.example,"
        "CY DORN   ,'09-12\n"
    ),
    "district directory": (
        "CD Code\tCounty\tDistrict\tStreet\tPhone\tExt  \tFaxNumber\tAdmFName\tAdmLName\tStatusType\n"
        "0110017\tAlameda\tCedar Unified\t1 Main St\t(555) 555-0100\tNo Data\tNo Data\tAda\tBerg\tActive\n"
    ),
    "policymakers": (
        "state,chamber,classification,committee,parent,member,role,person_id\n"
        "CO,lower,committee,Education,,Ada Berg,chair,p/1\n"
    ),
    "roster": (
        "sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade\n"
        "1,10,Ada,Berg,ada@s.example,secret,Student,6\n2,10,Bo,Carr,bo@s.example,secret,Teacher,\n"
    ),
    "directory without headers": "Ada Berg,Ada,Berg,ada@berg.example\nBo Carr,Bo,Carr,bo@carr.example\n",
    "members of a network": (
        "name,website,city,latitude,type,tags\nBetaTown,https://b.example,Cedar,37.7,Brigade,Brigade\n"
        "18 Rivers,,Pine,37.8,Government,Government\n"
    ),
    "mailing list": "Primary Email\nada@berg.example\nbo@carr.example\n",
}

# Where the columns go, those that go nowhere left out.
MAPPED = {
    "thunderbird": {
        "First Name": "given_name",
        "Last Name": "family_name",
        "Display Name": "name",
        "Primary Email": "email",
        "Secondary Email": "email",
        "Work Phone": "phone",
        "Job Title": "role_title",
        "Organization": "organization",
        "Notes": "notes",
    },
    "google contacts 2024": {
        "First Name": "given_name",
        "Middle Name": "middle_name",
        "Last Name": "family_name",
        "Name Prefix": "name_prefix",
        "Organization Name": "organization",
        "Organization Title": "role_title",
        "Notes": "notes",
        "E-mail 1 - Value": "email",
        "E-mail 2 - Value": "email",
        "Phone 1 - Value": "phone",
    },
    "google contacts before": {
        "Name": "name",
        "Given Name": "given_name",
        "Family Name": "family_name",
        "Notes": "notes",
        "E-mail 1 - Value": "email",
        "Phone 1 - Value": "phone",
        "Organization 1 - Name": "organization",
        "Organization 1 - Title": "role_title",
    },
    "outlook": {
        "Title": "name_prefix",
        "First Name": "given_name",
        "Last Name": "family_name",
        "Company": "organization",
        "Job Title": "role_title",
        "Business Phone": "phone",
        "E-mail Address": "email",
        "Notes": "notes",
    },
    "outlook german": {
        "Vorname": "given_name",
        "Nachname": "family_name",
        "Firma": "organization",
        "Position": "role_title",
        "Telefon geschäftlich": "phone",
        "E-Mail-Adresse": "email",
        "Notizen": "notes",
    },
    "spanish": {
        "Nombre": "given_name",
        "Apellidos": "family_name",
        "Empresa": "organization",
        "Cargo": "role_title",
        "Correo electrónico": "email",
        "Teléfono": "phone",
        "Idioma": "languages",
        "Influencia": "influence",
    },
    "linkedin": {
        "First Name": "given_name",
        "Last Name": "family_name",
        "Email Address": "email",
        "Company": "organization",
        "Position": "role_title",
    },
    "mailchimp": {
        "Email Address": "email",
        "First Name": "given_name",
        "Last Name": "family_name",
        "NOTES": "notes",
    },
    "hubspot": {
        "Record ID": "external_id",
        "First Name": "given_name",
        "Last Name": "family_name",
        "Email": "email",
        "Phone Number": "phone",
        "Associated Company": "organization",
        "Job Title": "role_title",
    },
    "salesforce accounts": {"NAME": "name", "TYPE": "kind", "PHONE": "phone"},
    "action network": {
        "can2_first_name": "given_name",
        "can2_last_name": "family_name",
        "can2_user_email": "email",
    },
    "nonprofits": {"EIN": "external_id", "NAME": "name"},
    "school profiles": {
        "School_ID": "external_id",
        "Long_Name": "name",
        "Administrator_Title": "person1_role_title",
        "Administrator": "person1_name",
        "Secondary_Contact_Title": "person2_role_title",
        "Secondary_Contact": "person2_name",
        "Third_Contact_Title": "person3_role_title",
        "Third_Contact_Name": "person3_name",
        "Phone": "phone",
    },
    "schools in districts": {
        "DistrictName": "organization",
        "DistrictSuperintendent": "leader_name",
        "SchoolNumber": "external_id",
        "SchoolName": "name",
        "SchoolPhone": "phone",
        "SchoolEmailAddress": "email",
        "SchoolPrincipal": "person1_name",
    },
    "district directory": {
        "CD Code": "external_id",
        "District": "organization",
        "Phone": "phone",
        "Ext": "phone_extension",
        "AdmFName": "given_name",
        "AdmLName": "family_name",
    },
    "policymakers": {
        "committee": "organization",
        "member": "name",
        "role": "role_title",
        "person_id": "external_id",
    },
    "roster": {
        "sourcedId": "external_id",
        "givenName": "given_name",
        "familyName": "family_name",
        "username": "email",
        "role": "role_title",
    },
    "directory without headers": {"Column A": "name", "Column D": "email"},
    "members of a network": {"name": "name", "type": "sector"},
    "mailing list": {"Primary Email": "email"},
}

LAYOUTS |= {layout: text for layout, (text, _) in RECORDS.items()}
MAPPED |= {layout: mapped(columns) for layout, (_, columns) in RECORDS.items()}
