import type { Temporal } from "temporal-polyfill";
import type { Session } from "../sessions/model.ts";
import type { GroupId, SurveyId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Answers, Instrument, Summary, Survey } from "./model.ts";

export class SurveyService {
	/** Opens the survey of a session that has ended; open for 72 hours. */
	open(_tx: Tx, _session: Session, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
	/** What a press on the survey's button leads to. */
	begin(
		_id: SurveyId,
		_userId: UserId,
		_now: Temporal.Instant,
	): Promise<
		| { kind: "form"; instrument: Instrument }
		| { kind: "already" }
		| { kind: "closed" }
		| { kind: "not-member" }
	> {
		throw new Error("not built yet");
	}
	/** Ballot and mark in one transaction; a second send changes nothing. Answers of items left out are absent. */
	answer(
		_id: SurveyId,
		_userId: UserId,
		_answers: Answers,
		_now: Temporal.Instant,
	): Promise<
		{ kind: "thanks" } | { kind: "already" } | { kind: "closed" } | { kind: "not-member" } | { kind: "empty" }
	> {
		throw new Error("not built yet");
	}
	find(_tx: Tx, _id: SurveyId): Promise<Survey | undefined> {
		throw new Error("not built yet");
	}
	ofSession(_tx: Tx, _sessionId: Session["id"]): Promise<Survey | undefined> {
		throw new Error("not built yet");
	}
	listOf(_tx: Tx, _groupId: GroupId): Promise<Survey[]> {
		throw new Error("not built yet");
	}
	/** Nothing before closing, nothing below the threshold. Free words in random order. */
	summary(_tx: Tx, _id: SurveyId): Promise<Summary> {
		throw new Error("not built yet");
	}
	instrument(_key: string): Instrument {
		throw new Error("not built yet");
	}
}
