import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { loadAccompaniment } from "./accompaniment.ts";
import { loadAsk } from "./ask.ts";
import { loadCase } from "./case.ts";
import { loadCompanionship } from "./companionship.ts";
import { loadFeedback } from "./feedback.ts";
import { loadGroundRules } from "./groundRules.ts";
import { loadGroup } from "./group.ts";
import { loadHandover } from "./handover.ts";
import { loadHelp } from "./help.ts";
import { loadMember } from "./member.ts";
import { loadNoticeboard } from "./noticeboard.ts";
import { loadPlace } from "./place.ts";
import { loadPreparation } from "./preparation.ts";
import { loadPrevention } from "./prevention.ts";
import { loadQuestions } from "./questions.ts";
import { loadQuiet } from "./quiet.ts";
import { loadRecording } from "./recording.ts";
import { loadRoster } from "./roster.ts";
import { loadSafetyDesk } from "./safety.ts";
import { loadSession } from "./session.ts";
import { loadShift } from "./shift.ts";
import { loadStep } from "./step.ts";
import { loadStory } from "./story.ts";
import type { Loaded } from "./surface.ts";
import { loadSurvey } from "./survey.ts";
import { loadTrouble } from "./trouble.ts";

/** Where a surface belongs and what it says at `now`; null when what it is about is no more. */
export function loadSurface(
	state: State,
	tx: Tx,
	surface: Surface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	switch (surface.name) {
		case "group.welcome":
		case "group.guide":
		case "group.ready":
		case "group.thanks":
		case "group.continues":
		case "group.closed":
			return loadGroup(state, tx, surface, now);
		case "group.trouble":
		case "place.trouble":
		case "roster.trouble":
		case "safety.trouble":
			return loadTrouble(state, tx, surface);
		case "member.newcomer":
		case "member.introduction":
		case "member.offer":
			return loadMember(state, tx, surface, now);
		case "session.card":
		case "session.staff":
		case "session.reminder":
		case "session.ending":
		case "session.notice":
		case "session.understaffed":
			return loadSession(state, tx, surface, now);
		case "case.hits":
		case "safety.burst":
			return loadPrevention(state, tx, surface, now);
		case "session.preparation":
			return loadPreparation(state, tx, surface, now);
		case "place.card":
		case "place.staff":
		case "place.ending":
		case "place.notice":
		case "place.short":
			return loadPlace(state, tx, surface, now);
		case "roster.board":
		case "roster.cover":
		case "roster.swap":
			return loadRoster(state, tx, surface, now);
		case "shift.reminder":
		case "shift.change":
			return loadShift(state, tx, surface, now);
		case "handover.notes":
		case "handover.month":
			return loadHandover(state, tx, surface, now);
		case "feedback.posted":
			return loadFeedback(state, tx, surface);
		case "story.told":
		case "story.ask":
		case "story.shown":
			return loadStory(state, tx, surface, now);
		case "help.thread":
		case "help.staff":
		case "help.call":
		case "help.coordinator":
		case "help.word":
		case "help.unmask":
		case "help.unmasked":
		case "help.told":
			return loadHelp(state, tx, surface, now);
		case "accompaniment.offer":
		case "accompaniment.answer":
		case "accompaniment.meeting":
			return loadAccompaniment(state, tx, surface, now);
		case "rules.changed":
		case "rules.reminder":
		case "rules.proposals":
			return loadGroundRules(state, tx, surface, now);
		case "company.request":
		case "company.meeting":
		case "company.card":
		case "company.seeker":
		case "company.table":
			return loadCompanionship(state, tx, surface, now);
		case "notice.board":
		case "notice.review":
		case "notice.word":
			return loadNoticeboard(state, tx, surface, now);
		case "questions.desk":
		case "questions.answer":
			return loadQuestions(state, tx, surface, now);
		case "safety.desk":
		case "safety.place-desk":
			return loadSafetyDesk(state, tx, surface, now);
		case "recording.notice":
		case "recording.ask":
		case "recording.staff":
		case "recording.card":
		case "recording.expiring":
			return loadRecording(state, tx, surface, now);
		case "case.thread":
		case "case.more":
		case "case.call":
		case "case.waiting":
		case "case.word":
		case "case.appeal":
		case "case.appeal-answer":
		case "moderation.month":
			return loadCase(state, tx, surface, now);
		case "step.staff":
		case "step.asked":
		case "step.notice":
		case "step.returned":
			return loadStep(state, tx, surface, now);
		case "quiet.notice":
		case "quiet.staff":
			return loadQuiet(state, tx, surface, now);
		case "survey.button":
		case "survey.reminder":
			return loadAsk(state, tx, surface, now);
		case "survey.summary":
		case "survey.staff":
		case "survey.shared":
		case "survey.series":
		case "survey.series-staff":
		case "survey.series-shared":
			return loadSurvey(state, tx, surface);
	}
}
