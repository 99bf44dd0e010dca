"""Small files in the layouts of databases, forms and school systems, each with where its columns go."""

RECORDS = {
    "outlook french": (
        '"Titre","Prénom","Nom","Société","Titre1","Téléphone (bureau)","Tél. mobile","Adresse de messagerie","Sexe"\n'
        '"Mme","Zoé","Berg","Bibliothèque","Directrice","02 55 55 01 00","","zoe@berg.example",""\n',
        "Titre=name_prefix Prénom=given_name Nom=family_name Société=organization Titre1=role_title "
        "Téléphone_(bureau)=phone Adresse_de_messagerie=email",
    ),
    "outlook spanish": (
        '"Tratamiento","Nombre","Apellidos","Organización","Puesto","Teléfono del trabajo","Teléfono móvil",'
        '"Dirección de correo electrónico","Tipo de correo electrónico"\n'
        '"Sra.","Inés","Berg","Biblioteca","Directora","303-555-0100","303-555-0101","ines@berg.example","SMTP"\n',
        "Nombre=given_name Apellidos=family_name Organización=organization Puesto=role_title "
        "Teléfono_del_trabajo=phone Teléfono_móvil=phone Dirección_de_correo_electrónico=email",
    ),
    "german with a surname under name": (
        "Name;Vorname;Institution;Tel.\nBerg;Ada;Bücherei;0221/5550100\nvon der Heide;Max;;\n",
        "Name=family_name Vorname=given_name Institution=organization Tel.=phone",
    ),
    "salesforce contacts": (
        '"Salutation","First Name","Last Name","Title","Account Name","Contact ID","Phone","Email","Contact Owner"\n'
        '"Ms.","Ada","Berg","Librarian","Town Library","0035gAAG","555-0100","ada@berg.example","Sam Lead"\n',
        "First_Name=given_name Last_Name=family_name Title=role_title Account_Name=organization "
        "Contact_ID=external_id Phone=phone Email=email",
    ),
    "salesforce api": (
        '"ID","LASTNAME","FIRSTNAME","NAME","EMAIL","ACCOUNT.NAME"\n'
        '"0035gAAG","Berg","Ada","Ada Berg","ada@berg.example","Town Library"\n',
        "ID=external_id LASTNAME=family_name FIRSTNAME=given_name NAME=name EMAIL=email ACCOUNT.NAME=organization",
    ),
    "donor database": (
        "Constituent ID,Key Indicator,Title 1,First Name,Last Name,Organization Name,Preferred E-mail Number,"
        "Preferred Home Phone Number\n"
        "1001,I,Dr.,Ada,Berg,,ada@berg.example,307-555-0100\n"
        "1002,O,,,,Rotary Club,info@rotary.example,307-555-0110\n",
        "Constituent_ID=external_id Key_Indicator=kind Title_1=name_prefix First_Name=given_name "
        "Last_Name=family_name Organization_Name=organization Preferred_E-mail_Number=email "
        "Preferred_Home_Phone_Number=phone",
    ),
    "base with looked up fields": (
        "Name,Organization (from Partners),Type,Contact Email,Sector (from Orgs)\n"
        "Ada Berg,Town Library,Individual,ada@berg.example,Community\n",
        "Name=name Organization_(from_Partners)=organization Type=kind Contact_Email=email Sector_(from_Orgs)=sector",
    ),
    "answers of a form": (
        "ID,Start time,Email,Name,What is your full name?,What is your email address?,Phone number (optional),"
        "How would you like to help?\n"
        "1,5/1/24 10:00,anonymous,,Ada Berg,ada@berg.example,307-555-0100,Volunteer;\n",
        "Email=email What_is_your_full_name?=name What_is_your_email_address?=email Phone_number_(optional)=phone",
    ),
    "answers of another form": (
        "Timestamp,Email Address,Your Name,Your organization (if any),Your role,Best phone number to reach you\n"
        "2024/05/01 10:00:00 AM MDT,ada@berg.example,Ada Berg,Town Library,Librarian,307-555-0100\n",
        "Email_Address=email Your_Name=name Your_organization_(if_any)=organization Your_role=role_title "
        "Best_phone_number_to_reach_you=phone",
    ),
    "directory of a domain": (
        "First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY],Employee ID\n"
        "Ada,Berg,ada@berg.example,Active,1042\n",
        "First_Name_[Required]=given_name Last_Name_[Required]=family_name Email_Address_[Required]=email "
        "Employee_ID=external_id",
    ),
    "staff of a school system": (
        "TeacherNumber\tLastFirst\tFirst_Name\tLast_Name\tTitle\tEmail_Addr\tSchoolName\n"
        "1042\tBerg, Ada\tAda\tBerg\tMath Teacher\tada@berg.example\tNorth School\n",
        "TeacherNumber=external_id LastFirst=name First_Name=given_name Last_Name=family_name Title=role_title "
        "Email_Addr=email SchoolName=organization",
    ),
    "staff under codes": (
        "ID,LN,FN,MN,TI,EM,TN,SCH\n1042,Berg,Ada,M,Teacher,ada@berg.example,3075550100,310\n",
        "ID=external_id LN=family_name FN=given_name MN=middle_name TI=role_title EM=email TN=phone",
    ),
    "guardians": (
        "student.studentNumber,student.lastName,student.firstName,student.grade,contact.lastName,contact.firstName,"
        "contact.email,contact.cellPhone,contact.languageCode\n"
        "900123,Berg,Cy,07,Berg,Ada,ada@berg.example,(307)555-0100,spa\n",
        "contact.lastName=family_name contact.firstName=given_name contact.email=email contact.cellPhone=phone "
        "contact.languageCode=languages",
    ),
    "two parents of a child": (
        "Student Name,Grade,Parent 1 First Name,Parent 1 Last Name,Parent 1 Email,Parent 2 First Name,"
        "Parent 2 Last Name,Parent 2 Cell Phone\n"
        "Cy Berg,7,Ada,Berg,ada@berg.example,Bo,Carr,307-555-0100\n",
        "Parent_1_First_Name=given_name Parent_1_Last_Name=family_name Parent_1_Email=email "
        "Parent_2_First_Name=person1_given_name Parent_2_Last_Name=person1_family_name "
        "Parent_2_Cell_Phone=person1_phone",
    ),
    "schools of the nation": (
        "ST,SCH_NAME,LEA_NAME,LEAID,NCESSCH,PHONE,WEBSITE\n"
        "WY,North Middle School,Cedar School District,5600001,560000100001,(307)555-0100,http://n.example\n",
        "SCH_NAME=name LEA_NAME=organization NCESSCH=external_id PHONE=phone",
    ),
    "schools with their superintendent": (
        "District Name,School Name,School Principal Name,Principal Email,Superintendent First Name,"
        "Superintendent Last Name,Superintendent E-mail\n"
        "Cedar #1,North Middle,Bo Carr,bo@carr.example,Ada,Berg,ada@berg.example\n",
        "District_Name=organization School_Name=name School_Principal_Name=person1_name Principal_Email=person1_email "
        "Superintendent_First_Name=leader_given_name Superintendent_Last_Name=leader_family_name "
        "Superintendent_E-mail=leader_email",
    ),
    "schools with a council": (
        "School,Principal,Assistant Principal,AP Email,LSC Chair,Phone\n"
        "North Elementary,Ada Berg,Bo Carr,bo@carr.example,Cy Dorn,773-555-0100\n",
        "School=organization Principal=person1_name Assistant_Principal=person2_name AP_Email=person2_email "
        "LSC_Chair=person3_name Phone=phone",
    ),
    "partners by hand": (
        "Community partners 2024-25,,,,\n,,,,\nOrg / Business,Contact Person,Contact's Email,Contact #,What they do\n"
        "Town Library,Ada Berg,ada@berg.example,307-555-0100,Summer reading\n"
        "Rotary Club,,info@rotary.example,,Scholarships\n",
        "Org_/_Business=organization Contact_Person=name Contact's_Email=email Contact_#=phone",
    ),
    "stakeholder analysis": (
        "Stakeholder,Category,Why they matter,Influence,Current position,Contact\n"
        "Teachers union,Educators,Must agree,High,Skeptical,Ada Berg\n"
        "Chamber of Commerce,Business,Jobs,High,Supportive,Bo Carr\n",
        "Stakeholder=name Category=sector Influence=influence Contact=person1_name",
    ),
    "board by seat": (
        "Seat,Trustee,Term Expires,E-Mail,Position\nDistrict 1,Ada Berg,12/2026,ada@berg.example,Chair\n",
        "Trustee=name E-Mail=email Position=role_title",
    ),
    "contacts of an older mail program": (
        "First,Last,Email,Home,Work,Mobile,Alternate Email 1,Title,Company\n"
        "Ada,Berg,ada@berg.example,,307-555-0100,307-555-0101,ada2@berg.example,Librarian,Town Library\n",
        "First=given_name Last=family_name Email=email Work=phone Mobile=phone Alternate_Email_1=email "
        "Title=role_title Company=organization",
    ),
    "list in capitals": (
        "EMAIL ADDRESS,LAST NAME,FIRST NAME,COMPANY/ORG,WORK #,POSITION/TITLE\n"
        "ada@berg.example,Berg,Ada,Town Library,307-555-0100,Librarian\n",
        "EMAIL_ADDRESS=email LAST_NAME=family_name FIRST_NAME=given_name COMPANY/ORG=organization WORK_#=phone "
        "POSITION/TITLE=role_title",
    ),
}


def mapped(columns):
    """Where columns go, of "A_header=field Another=field"."""
    pairs = (pair.rpartition("=") for pair in columns.split())
    return {header.replace("_", " "): field for header, _, field in pairs}
