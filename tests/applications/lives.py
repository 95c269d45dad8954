"""A life of an application in memory: real moves, guards, clocks and locks, without a database."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from applications import workflow
from applications.models import Application, Entry
from applications.rules.calendar import WorkingCalendar
from applications.rules.checking import check
from applications.rules.deadlines import is_past
from applications.rules.difference import difference
from applications.rules.dossier import Dossier, Row, Scan, SectionContent, fingerprint_of
from applications.rules.notices.document import NoticeDocument
from applications.rules.timing import due_in_correction, due_in_draft, due_in_review
from applications.rules.unlocking import EVERYTHING, WHOLE, Spot, Unlocked, outside, unlocked
from applications.selectors.dossiers import on_day
from applications.services import guards
from applications.services.dossiers import why_shut
from applications.services.moves import entry_digest, objections
from applications.workflow import ENDED, MOVES, Move, State
from tests.applications.rules.judged import CLAIM
from tests.orderly import orderly

DESKS = (11, 12, 13)  # employer, county, committee
COMMITTEE = len(DESKS) - 1
RARE = (workflow.WITHDRAW, workflow.REFUSE, workflow.LAPSE)
TEXTS = ("认真履行岗位职责。", "承担编目工作。", "", "2015-07", "21", "超" * 3001)
WORDED = ("text", "school", "major", "former_name", "salary")
LIKELY = {state: [move for move in workflow.moves_from(state) if move not in RARE] for state in State}
Frozen = tuple[Dossier, str]


class Life:
    """One application and its dossier; `step` does something, `hold` asserts what must always be true."""

    def __init__(self, document: NoticeDocument, seed: int, at: datetime, started: Dossier) -> None:
        self.random, self.document, self.at = Random(seed), document, at
        self.application = Application(
            number="1", applicant_id=1, notice_version_id=1, due_at=due_in_draft(document)
        )
        self.draft, self.frozen, self.journal = started, list[Frozen](), list[Entry]()
        self.marks: tuple[Spot, ...] = ()
        self.was_blocked: set[str] = set()
        self.checked: Dossier | None = None
        self.blocks: list[str] = []
        self.study = started.sections["education"].rows[0].values

    def step(self) -> None:
        """Some time passes, and somebody edits or tries a move."""
        self.at += timedelta(hours=self.random.choice((0, 1, 3, 30)))
        due = self.application.due_at
        if due and is_past(due, self.at) and self.random.random() < 0.5:
            self.attempt(workflow.LAPSE)
            return
        if self.random.random() < 0.4:
            self.edit()
            return
        likely = LIKELY[self.application.state]
        anything = self.random.random() < 0.2 or not likely
        self.attempt(self.random.choice([*MOVES.values()] if anything else likely))
        if self.application.state == State.IN_REVIEW and self.random.random() < 0.2:
            self.application.opened_at = self.at

    def attempt(self, move: Move) -> None:
        """The same order as at the door: objections first, then the move, then the journal."""
        application, note = self.application, self.random.choice(("", "请修改"))
        if list(objections(move, application, self.at, note=note, guards=self.guards_of(move))):
            return
        before, level = application.state, application.level
        getattr(application, move.name)(**self.facts_of(move))
        entry = Entry(
            application_id=application.pk,
            revision=application.revision + 1,
            move=move.name,
            from_state=before,
            to_state=application.state,
            level=level,
            by_id=1,
            note=note,
            at=self.at,
            previous=application.journal_head,
        )
        entry.digest = entry_digest(entry)
        application.revision, application.journal_head = entry.revision, entry.digest
        self.journal.append(entry)
        self.followed(move)

    def guards_of(self, move: Move) -> list[Any]:
        """The guards that ask the application alone; the dossier is asked here."""
        pure = (guards.within_filing_window, guards.submissions_left, guards.still_unopened, guards.past_due)
        known = [guard for guard in guards.GUARDS.get(move, ()) if guard in pure]
        if move in (workflow.SUBMIT, workflow.RESUBMIT):
            known.append(lambda application, at: iter(self.blocked()))
        elif move is workflow.FORWARD:
            known.append(lambda application, at: iter(["最后一级"] * (application.level == COMMITTEE)))
        elif move is workflow.RECEIVE:
            known.append(lambda application, at: iter(["还没有到"] * (application.level != COMMITTEE)))
        elif move is workflow.CONFIRM:
            known.append(lambda application, at: iter(["由评审委员会接收材料"]))
        elif move is workflow.SEND_BACK:  # the last return would leave no submission: 不予受理 instead
            known.append(guards.submissions_left)
        return known

    def facts_of(self, move: Move) -> dict[str, Any]:
        """What the services would compute for a move."""
        application, notice = self.application, self.document
        if move is workflow.RECALL:
            return {"due_at": due_in_draft(notice)}
        if move is workflow.SEND_BACK:
            calendar, arrivals = WorkingCalendar(), application.arrivals
            due = due_in_correction(notice, returned_at=self.at, arrivals=arrivals, calendar=calendar)
            return {"due_at": due}
        if move not in (workflow.SUBMIT, workflow.FORWARD, workflow.RESUBMIT):
            return {}
        level = self.level_after(move)
        there = level == COMMITTEE
        due_at = due_in_review(notice, at_committee=there, arrivals=application.arrivals)
        facts = {"desk_id": DESKS[level], "reaches_committee": there, "due_at": due_at, "at": self.at}
        return facts if move is workflow.SUBMIT else facts | {"level": level}

    def level_after(self, move: Move) -> int:
        if move is workflow.FORWARD:
            return self.application.level + 1
        again = move is workflow.RESUBMIT and self.document.resubmit_route == "to_returner"
        return self.application.level if again else 0

    def followed(self, move: Move) -> None:
        """A submission freezes, a recall takes it back, a return marks."""
        if move in (workflow.SUBMIT, workflow.RESUBMIT):
            self.frozen.append((self.draft, fingerprint_of(self.draft)))
        elif move is workflow.RECALL:
            self.frozen.pop()
        elif move is workflow.SEND_BACK:
            spots = [
                WHOLE,
                Spot("summary"),
                Spot("education"),
                Spot("basic"),
                Spot("education", "", "degree"),
            ]
            spots += [Spot("education", row.id) for row in self.draft.sections["education"].rows]
            self.marks = tuple(self.random.sample(spots, self.random.randint(1, 2)))
            self.was_blocked = set()

    def blocked(self) -> list[str]:
        """The sections in which something blocks; looked for once a draft, for no rule here asks the day."""
        if self.checked is not self.draft:
            found = check(self.document, CLAIM, self.draft, on_day(self.at))
            self.checked = self.draft
            self.blocks = [finding.section for finding in found if finding.severity == "block"]
        return self.blocks

    def open_now(self) -> Unlocked:
        """What may be changed: nothing, everything, or what was marked and what depends on it."""
        if why_shut(self.application, self.at):
            return Unlocked(())
        if self.application.state == State.DRAFT:
            return EVERYTHING
        blocked = self.blocked()
        self.was_blocked |= set(blocked)
        return unlocked(self.marks, blocked, self.changes())

    def changes(self) -> Any:
        return difference(self.document.sections_for(CLAIM), self.frozen[-1][0], self.draft)

    def edit(self) -> None:
        """A field, a row or a scan, if it may be changed now."""
        code = self.random.choice(["summary", "education", "basic", "scan"])
        if code == "scan":
            self.edit_scan(Spot("education", "", "degree"))
            return
        content = self.draft.sections[code]
        row = self.random.choice(content.rows) if content.rows else None
        adds = code == "education" and (row is None or self.random.random() < 0.3)
        if row is None and not adds:
            return
        spot = Spot(code) if adds or code != "education" else Spot(code, row.id)
        if not self.open_now().allows(spot):
            return
        rows = content.rows
        if adds:
            rows = (*rows, Row(f"r{self.random.random()}", self.study))
        elif code == "education" and self.random.random() < 0.2:
            rows = tuple(other for other in rows if other is not row)
        else:
            changed = replace(row, values={**row.values, **self.retyped(row)})
            rows = tuple(changed if other is row else other for other in rows)
        self.draft = replace(self.draft, sections={**self.draft.sections, code: SectionContent(rows)})

    def retyped(self, row: Row) -> dict[str, str]:
        """Mostly other words where words stand; sometimes anything anywhere."""
        worded = [key for key in WORDED if key in row.values]
        if worded and self.random.random() < 0.8:
            return {self.random.choice(worded): TEXTS[0]}
        return {self.random.choice(sorted(row.values)): self.random.choice(TEXTS)}

    def edit_scan(self, slot: Spot) -> None:
        if not self.open_now().allows(slot):
            return
        scans = tuple(self.draft.scans)
        if scans and self.random.random() < 0.5:
            scans = scans[1:]
        else:
            name = f"s{self.random.random()}"
            scans = (*scans, Scan(name, "degree", "学位证书", sha256=name, order=len(scans)))
        self.draft = replace(self.draft, scans=scans)

    def hold(self) -> None:
        """The invariants."""
        application, cap = self.application, self.document.cap
        state = application.state
        assert state in State.values
        assert cap is None or cap.spent(application.submissions, application.arrivals) <= cap.max
        assert 0 <= application.arrivals <= application.submissions == len(self.frozen)
        assert (application.desk_id is not None) == (state == State.IN_REVIEW)
        assert application.due_at is None or state in workflow.LAPSE.sources
        assert state != State.RETURNED or application.due_at is not None
        if state in (State.IN_REVIEW, State.RECEIVED):
            assert self.draft == self.frozen[-1][0]
        if state == State.RETURNED:
            assert {change.section for change in outside(self.marks, self.changes())} <= self.was_blocked
        if state in ENDED:
            assert not list(workflow.moves_from(State(state)))

    def hold_records(self) -> None:
        """What was submitted is as it was; every step follows from the one before, and says so."""
        assert all(fingerprint_of(dossier) == known for dossier, known in self.frozen)
        previous, state = "", State.DRAFT
        for number, entry in enumerate(self.journal, 1):
            assert (entry.revision, entry.previous, entry.from_state) == (number, previous, state)
            assert entry.digest == entry_digest(entry)
            assert state in MOVES[entry.move].sources
            previous, state = entry.digest, State(entry.to_state)
        assert (self.application.journal_head, self.application.state) == (previous, state)


def complete(document: NoticeDocument, at: datetime) -> Dossier:
    """A dossier in order with which every life begins."""
    dossier = orderly(document, CLAIM, on_day(at))
    assert check(document, CLAIM, dossier, on_day(at)) == []
    return dossier
