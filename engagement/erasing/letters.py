"""Letters that this machine keeps because there is no relay: those of a district that name somebody."""

from email.message import EmailMessage

from coalition.lib.mail import mail_folder
from engagement.models import OutgoingMail
from stakeholders.held.naming import Marks


def letters_naming(district, marks: Marks) -> list[str]:
    """Return the Message-IDs of the letters kept here that name them."""
    if not marks or not mail_folder.is_used():
        return []
    sent = OutgoingMail._base_manager.filter(district=district).values_list("message_id", flat=True)
    return [one for one in sent.iterator() if (letter := mail_folder.kept(one)) and names_them(letter, marks)]


def names_them(letter: EmailMessage, marks):
    parts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    return any(marks.places(text) for text in (str(letter["Subject"] or ""), *parts))


def forget_letters(message_ids):
    for one in message_ids:
        mail_folder.place_of(one).unlink(missing_ok=True)
