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
        "Tratamiento=name_prefix Nombre=given_name Apellidos=family_name Organización=organization Puesto=role_title "
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
    "people of an online meeting": (
        "1. Summary\nMeeting title\tVision\nAttended\t2\n\n2. Participants\n"
        "Name\tFirst Join\tEmail\tParticipant ID (UPN)\tRole\n"
        "Ada Berg\t3/12/24, 3:58:12 PM\tada@berg.example\tada@berg.example\tOrganizer\n"
        "Bo Carr (Guest)\t3/12/24, 4:00:02 PM\t\t\tAttendee\n\n3. In-Meeting Activities\n"
        "Name\tJoin Time\tEmail\nAda Berg\t3/12/24, 3:58:12 PM\tada@berg.example\n",
        "Name=name Email=email Participant_ID_(UPN)=external_id",
    ),
    "attendance of a webinar": (
        "Topic,Webinar ID,Start,# Registered\nVision,871,3/12/2024,2\nHost Details\n"
        "Attended,User Name (Original Name),Email\nYes,Ada Berg,ada@berg.example\nAttendee Details\n"
        "Attended,User Name (Original Name),First Name,Last Name,Email\nYes,Bo Carr,Bo,Carr,bo@carr.example\n",
        "User_Name_(Original_Name)=name First_Name=given_name Last_Name=family_name Email=email",
    ),
    "board of tasks by group": (
        "Partners,,,\n,,,\nSchool board,,,\nName,Subitems,Email,Phone\nAda Berg,,ada@berg.example,13075550100\n"
        ",,,\nLocal businesses,,,\nName,Subitems,Email,Phone\nAcme Inc,,info@acme.example,13075550102\n",
        "Name=name Email=email Phone=phone Section=organization",
    ),
    "cards of a board": (
        "Card ID,Card Name,Card Description,Labels,List ID,List Name,Board Name\n65f1,Ada Berg,Met,,65f0,To meet,Who\n",
        "Card_ID=external_id Card_Name=name Card_Description=notes",
    ),
    "contacts of a school system": (
        "student.studentNumber,student.lastName,contacts.lastName,contacts.firstName,contacts.relationship,"
        "contacts.email,contacts.cellPhone,contacts.preferredLanguage\n"
        "900123,Berg,Berg,Ada,Mother,ada@berg.example,(307)555-0100,es_MX\n"
        "900123,Berg,Berg,Bo,Father,bo@berg.example,(307)555-0101,en_US\n",
        "contacts.lastName=family_name contacts.firstName=given_name contacts.relationship=sector "
        "contacts.email=email contacts.cellPhone=phone contacts.preferredLanguage=languages",
    ),
    "guardians of a child by number": (
        "Stu Full Name,Other ID,Gr,Guardian 1 Name (LFM),Guardian 1 Home Email,Guardian 1 Phone,Guardian 2 Name (LFM)\n"
        '"BERG, CY",900123,07,"BERG, ADA M",ada@berg.example,(307) 555-0100,"BERG, BO"\n',
        "Guardian_1_Name_(LFM)=name Guardian_1_Home_Email=email Guardian_1_Phone=phone "
        "Guardian_2_Name_(LFM)=person1_name",
    ),
    "mother and father of a child": (
        "Student_Number,LastFirst,Mother,Mother_DayPhone,Father,GuardianEmail\n"
        '900123,"Berg, Cy","Berg, Ada",307-555-0100,"Berg, Bo",ada@berg.example\n',
        "Mother=name Mother_DayPhone=phone Father=person1_name GuardianEmail=email",
    ),
    "donors with their kind": (
        "Constituent ID,Key Indicator,Constituent Code,First Name,Last Name,Organization Name\n"
        "1,I,Alumni;Trustee,Ada,Berg,\n2,O,Civic,,,Rotary Club\n",
        "Constituent_ID=external_id Key_Indicator=kind First_Name=given_name Last_Name=family_name "
        "Organization_Name=organization",
    ),
    "cells with more than their header says": (
        "Full name,E-mail(s),Telephone(s)\nAda Berg,a@x.example; b@x.example,307-555-0100 x12 (cell)\n",
        "Full_name=name E-mail(s)=email Telephone(s)=phone",
    ),
    "members in a cell": (
        'Group,Members\nBoard,"Ada Berg <ada@berg.example>; bo@carr.example"\n',
        "Group=organization Members=email",
    ),
    "chinese": (
        "姓名,单位,职务,电子邮件,电话,语言,备注\n王小明,城市图书馆,馆长,wang@x.example,307-555-0100,中文,认识校长\n",
        "姓名=name 单位=organization 职务=role_title 电子邮件=email 电话=phone 语言=languages 备注=notes",
    ),
    "arabic": (
        "الاسم,المنظمة,البريد الإلكتروني,الهاتف,ملاحظات\nسارة حسن,مكتبة المدينة,sara@x.example,307-555-0100,تتحدث\n",
        "الاسم=name المنظمة=organization البريد_الإلكتروني=email الهاتف=phone ملاحظات=notes",
    ),
    "vietnamese": (
        "STT,Họ và tên,Chức vụ,Trường,Email,Số điện thoại\n"
        "1,Nguyễn Văn An,Giáo viên,Trường Bắc,an@x.example,307-555-0100\n",
        "Họ_và_tên=name Chức_vụ=role_title Trường=organization Email=email Số_điện_thoại=phone",
    ),
    "portuguese": (
        "Nome completo;Cargo;Instituição;E-mail;Telefone;Observações\n"
        "João Ávila;Diretor;Escola Norte;joao@x.example;(11) 5555-0100;Reunião\n",
        "Nome_completo=name Cargo=role_title Instituição=organization E-mail=email Telefone=phone Observações=notes",
    ),
    "french of Quebec": (
        "Civilité;Nom;Prénom;Établissement;Adresse courriel;Tél. bureau\n"
        "Mme;Côté;Zoé;Lycée Nord;zoe@x.example;02 55 55 01 00\n",
        "Civilité=name_prefix Nom=family_name Prénom=given_name Établissement=organization Adresse_courriel=email "
        "Tél._bureau=phone",
    ),
    "members of a chat": (
        "username,email,status,fullname,displayname\naruiz,ana@ruiz.example,Member,Ana Ruiz,Annie\n",
        "email=email fullname=name",
    ),
    "bilingual form of a school": (
        "Name / Nombre,Phone / Teléfono,School / Escuela,Child's name / Nombre del niño\n"
        "Ana Ruiz,307-555-0100,North Elementary,Cy Ruiz\n",
        "Name_/_Nombre=name Phone_/_Teléfono=phone School_/_Escuela=organization",
    ),
    "organizations by type": (
        "Contact,,,Organization,\nName,Email,Phone,Name,Type\nAna Ruiz,ana@x.example,,Town Library,Nonprofit\n"
        "Bo Carr,bo@x.example,,Acme Inc,Business\n",
        "Contact_Name=name Email=email Organization_Name=organization Type=sector",
    ),
}


def mapped(columns):
    """Where columns go, of "A_header=field Another=field"."""
    pairs = (pair.rpartition("=") for pair in columns.split())
    return {header.replace("_", " "): field for header, _, field in pairs}
