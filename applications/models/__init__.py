"""What the database holds, one aggregate a file."""

from applications.models.application import Application, ReviewLevel
from applications.models.batch import Batch, BatchDownload, BatchItem
from applications.models.blind import BlindCopy, Sighting
from applications.models.dossier import Attachment, SectionDraft, Submission
from applications.models.holiday import Holiday
from applications.models.integrity import IntegrityRecord
from applications.models.journal import Entry, Errand, Message
from applications.models.layout import Layout
from applications.models.likeness import Likeness, Resemblance
from applications.models.notice import Notice, NoticeVersion, Series, Specialty
from applications.models.organisation import Organisation, Seat
from applications.models.payment import Payment
from applications.models.printout import Download, Printout
from applications.models.publicity import Publicity, PublicityListing
from applications.models.returns import Mark, Note, Phrase, Tick
from applications.models.roster import Roster
from applications.models.user import User

__all__ = [
    "Application",
    "Attachment",
    "Batch",
    "BatchDownload",
    "BatchItem",
    "BlindCopy",
    "Download",
    "Entry",
    "Errand",
    "Holiday",
    "IntegrityRecord",
    "Layout",
    "Likeness",
    "Mark",
    "Message",
    "Note",
    "Notice",
    "NoticeVersion",
    "Organisation",
    "Payment",
    "Phrase",
    "Printout",
    "Publicity",
    "PublicityListing",
    "Resemblance",
    "ReviewLevel",
    "Roster",
    "Seat",
    "SectionDraft",
    "Series",
    "Sighting",
    "Specialty",
    "Submission",
    "Tick",
    "User",
]
