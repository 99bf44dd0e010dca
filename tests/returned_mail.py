"""Reports of mail that came back, in the shapes of the servers that write them; texts and names are made up."""

TEXT = "This is the mail system. Your message could not be delivered."


def report(*, status_block, returned, sent_to="coalition@localhost", own_id="<1@mx.example>", text=TEXT, kind=""):
    """A multipart/report as bytes: the part a program reads, and the mail that came back."""
    returned_kind = kind or "text/rfc822-headers"
    lines = [
        "Return-Path: <>",
        f"Message-ID: {own_id}",
        "From: MAILER-DAEMON@mx.example (Mail Delivery System)",
        f"To: {sent_to}",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B1.mx/example"',
        "",
        "--B1.mx/example",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        text,
        "",
        "--B1.mx/example",
        "Content-Type: message/delivery-status",
        "",
        status_block.strip("\n"),
        "",
        "--B1.mx/example",
        f"Content-Type: {returned_kind}",
        "",
        returned.strip("\n"),
        "",
        "--B1.mx/example--",
        "",
    ]
    return "\r\n".join("\r\n".join(lines).splitlines()).encode()


def original(message_id, address):
    return f"From: Coalition <coalition@localhost>\nTo: {address}\nSubject: One due today\nMessage-ID: {message_id}\n"


def postfix(message_id, address, *, status="5.1.1", action="failed", words="", **fields):
    words = words or f"550 5.1.1 <{address}>: Recipient address rejected: User unknown in virtual mailbox table"
    block = f"""
Reporting-MTA: dns; mail.example
X-Postfix-Queue-ID: 4BzK3t1Jw8z9vNC
X-Postfix-Sender: rfc822; coalition@localhost
Arrival-Date: Tue, 17 Nov 2026 15:00:03 +0000 (UTC)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.district.example
Diagnostic-Code: smtp; {words}
"""
    return report(status_block=block, returned=original(message_id, address), **fields)


def exchange(message_id, address, **fields):
    """Exchange Online returns the whole mail, folds its diagnosis and says 5.1.10."""
    block = f"""
Reporting-MTA: dns;CH0PR13MB4700.namprd13.prod.outlook.example
Received-From-MTA: dns;mail.example
Arrival-Date: Tue, 17 Nov 2026 15:00:05 +0000

Final-Recipient: rfc822;{address}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {address}
 not found by SMTP address lookup
X-Display-Name: {address}
"""
    body = f"{original(message_id, address)}Content-Type: text/plain\n\nGood morning."
    return report(status_block=block, returned=body, kind="message/rfc822", own_id="<2@outlook.example>", **fields)


def gmail(message_id, address, **fields):
    block = f"""
Reporting-MTA: dns; googlemail.example
Arrival-Date: Tue, 17 Nov 2026 07:00:06 -0800 (PST)
X-Original-Message-ID: {message_id}

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.example. (192.0.2.27, the server for the domain.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address for typos or
 550 5.1.1 unnecessary spaces. d9443c01a7336-1d0 - gsmtp
Last-Attempt-Date: Tue, 17 Nov 2026 07:00:06 -0800 (PST)
"""
    return report(
        status_block=block,
        returned=original(message_id, address),
        kind="message/rfc822",
        own_id="<3@mail.gmail.example>",
        **fields,
    )


def full_mailbox(message_id, address, **fields):
    words = "552 5.2.2 The email account that you tried to reach is over quota."
    return postfix(message_id, address, status="5.2.2", words=words, **fields)


def taken_for_spam(message_id, address, **fields):
    words = "550 5.7.1 Our system has detected that this message is likely unsolicited mail."
    return postfix(message_id, address, status="5.7.1", words=words, **fields)


def delayed(message_id, address, **fields):
    words = "connect to mx.district.example[192.0.2.9]:25: Connection timed out"
    return postfix(message_id, address, status="4.4.1", action="delayed", words=words, **fields)


HOLIDAY = (
    b"From: Ana <ana@x.example>\r\nTo: coalition@localhost\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n"
    b"Content-Type: text/plain\r\n\r\nI am away until Monday.\r\n"
)
