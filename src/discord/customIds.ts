import { z } from "zod";
import { HelpMode } from "../help/model.ts";
import {
	AccompanimentId,
	AppealId,
	BurstId,
	CaseId,
	CaseWordId,
	ChannelId,
	CompanyId,
	FeedbackId,
	GroupId,
	HelpId,
	HomeRef,
	NoticeId,
	OpeningId,
	PlaceId,
	QuestionId,
	QuietId,
	RecordingId,
	SessionId,
	ShiftRef,
	StepId,
	StoryId,
	SurveyId,
	SwapId,
	TalkRoom,
	UserId,
} from "../shared/ids.ts";

/**
 * What a button or form of Piiri says when it is pressed or sent: `action:argument:…`, at most 100 characters. The
 * arguments only point; who may do what is decided when it is pressed.
 */
const number = z
	.string()
	.regex(/^\d{1,15}$/)
	.transform(Number);
const group = z.tuple([number.pipe(GroupId)]);
const session = z.tuple([number.pipe(SessionId)]);
const survey = z.tuple([number.pipe(SurveyId)]);
const series = z.tuple([number.pipe(GroupId), number]);
const token = z.string().regex(/^[\w-]{22}$/);
const unsent = z.tuple([number.pipe(SurveyId), token]);
const surveyPart = z.tuple([number.pipe(SurveyId), token, number]);
const draft = z.tuple([z.string().regex(/^[\w-]{1,64}$/)]);
/** An instrument's key, or "~" and the id of a draft; and a part. */
const instrumentPart = z.tuple([z.string().regex(/^~?[\w-]{1,40}$/), number]);
const place = z.tuple([number.pipe(PlaceId)]);
const opening = z.tuple([number.pipe(OpeningId)]);
const recording = z.tuple([number.pipe(RecordingId)]);
const swap = z.tuple([number.pipe(SwapId)]);
const feedback = z.tuple([number.pipe(FeedbackId)]);
const story = z.tuple([number.pipe(StoryId)]);
const storyWords = z.tuple([number.pipe(StoryId), number]);
const shift = z.tuple([ShiftRef]);
const theCase = z.tuple([number.pipe(CaseId)]);
const party = z.tuple([number.pipe(CaseId), z.enum(["reporter", "subject"])]);
const word = z.tuple([number.pipe(CaseWordId)]);
const toReport = z.tuple([z.enum(["group", "place"]), number]);
const decision = z.tuple([number.pipe(AppealId), z.enum(["upheld", "lifted"])]);
const aHelp = z.tuple([number.pipe(HelpId)]);
const aMode = z.tuple([HelpMode]);
const accompaniment = z.tuple([number.pipe(AccompanimentId)]);
const burst = z.tuple([number.pipe(BurstId)]);
const home = z.tuple([HomeRef]);
const company = z.tuple([number.pipe(CompanyId)]);
const notice = z.tuple([number.pipe(NoticeId)]);
const noticeAnswer = z.tuple([number.pipe(NoticeId), number, z.enum(["return", "refuse", "remove"])]);
const none = z.tuple([]);

const actions = {
	/** In the welcome, or in an offer: leads to the join form, the waiting list or a word. */
	join: group,
	/** The join form, sent. Which version of the ground rules it showed. */
	"join-form": z.tuple([number.pipe(GroupId), number]),
	wait: group,
	"wait-stop": group,
	/** Asks first; `leave-yes` leaves. */
	leave: group,
	"leave-yes": group,
	"reminders-on": group,
	"reminders-off": group,
	introduce: group,
	"introduce-form": group,
	"introduction-post": group,
	"introduction-remove": group,
	"session-start": session,
	"session-end": session,
	survey,
	/** The first part, sent. */
	"survey-form": survey,
	/** Opens the form of a part, from 1; what was filled in before is remembered under the token. */
	"survey-part": surveyPart,
	"survey-part-form": surveyPart,
	/** Back to where so many parts are filled in. */
	"survey-back": surveyPart,
	"survey-send": unsent,
	"survey-stop": unsent,
	/** In `/survey list`: asks the staff of the server. */
	"survey-staff": none,
	/** Of an instrument that is brought or written. */
	"instrument-keep": draft,
	"instrument-keep-form": draft,
	"instrument-drop": draft,
	/** The form of a part, from 1, of which nothing is kept. */
	"instrument-try": instrumentPart,
	"instrument-try-form": instrumentPart,
	/** One more question of an instrument that is being written. */
	question: draft,
	"question-form": draft,
	/** The last one is written anew. */
	"question-back": draft,
	"question-stop": draft,
	"summary-share": survey,
	"summary-take-back": survey,
	"series-share": series,
	"series-take-back": series,
	"group-create": draft,
	"group-discard": draft,
	/** Of `/group archive`, which asks first. */
	"group-archive-yes": group,
	"my-data": none,
	"my-data-file": none,
	/** Asks first; `my-data-erase-yes` erases. */
	"my-data-erase": none,
	"my-data-erase-yes": none,
	/** In `/piiri status`: brings everything back that is missing. */
	restore: none,
	/** On the roster's board; each opens a form, or shows what is one's own. */
	"roster-take": none,
	"roster-take-form": none,
	"roster-give-up": none,
	"roster-give-up-form": none,
	"roster-swap": none,
	"roster-swap-form": none,
	"roster-mine": none,
	"shift-reminders": none,
	"shift-reminders-form": none,
	induction: none,
	"induction-form": none,
	/** After a person was named: which of their shifts would be had instead. */
	"swap-return": z.tuple([ShiftRef, UserId]),
	"swap-return-form": z.tuple([ShiftRef, UserId]),
	"swap-accept": swap,
	"swap-decline": swap,
	"swap-withdraw": swap,
	"swap-forbid": swap,
	"cover-take": shift,
	/** Asks first; `cover-postpone-yes` postpones. */
	"cover-postpone": shift,
	"cover-postpone-yes": shift,
	"duty-here": place,
	/** Leaves, and opens the handover's form. */
	"duty-leave": place,
	handover: shift,
	"handover-form": shift,
	/** With what was written before, to be put right. */
	"handover-again": shift,
	"opening-override": opening,
	"opening-override-form": opening,
	"place-archive-yes": place,
	"feedback-form": group,
	/** With what was written before, to be changed. */
	"feedback-edit": feedback,
	"feedback-edit-form": feedback,
	"feedback-post": feedback,
	"feedback-remove-yes": feedback,
	/** In the thanks: opens the form, or shows what the person has told. */
	story: group,
	"story-form": group,
	"story-edit": story,
	"story-edit-form": story,
	/** What it may be used for. */
	"story-uses": story,
	"story-uses-form": story,
	/** Asks first; `story-withdraw-yes` takes it back. */
	"story-withdraw": story,
	"story-withdraw-yes": story,
	/** The teller's word on the words as they were redacted, of which revision. */
	"story-accept": storyWords,
	"story-refuse": storyWords,
	"story-redact": story,
	"story-redact-form": story,
	"story-show": story,
	"story-hide": story,
	/** Everywhere: whom to call, and who is there to talk with. */
	help: none,
	"help-numbers": none,
	/** How to talk; the form's sending opens the talk. */
	"help-open": aMode,
	"help-open-form": aMode,
	/** By the visitor: writes to the staff. By the person or staff: ends the talk, after being asked. */
	"help-write": aHelp,
	"help-write-form": aHelp,
	"help-close": aHelp,
	"help-close-yes": aHelp,
	/** By the staff: is with them, answers a visitor. */
	"help-take": aHelp,
	"help-answer": aHelp,
	"help-answer-form": aHelp,
	/** For danger of life, with a reason: the first of two asks, the second agrees. Then each of them sees who it is. */
	"help-unmask": aHelp,
	"help-unmask-form": aHelp,
	"help-who": aHelp,
	/** An offer to introduce who talks with staff, or somebody (and whom they would meet: "-" or an account). */
	accompany: aHelp,
	"accompany-form": aHelp,
	"accompany-person-form": z.tuple([UserId, z.union([z.literal("-"), UserId])]),
	"accompany-yes": accompaniment,
	"accompany-no": accompaniment,
	"accompany-stop": accompaniment,
	"accompany-stop-yes": accompaniment,
	/** Of the safety buttons of a group or place; then the same by the menu of a message or of a person. */
	report: toReport,
	"report-form": toReport,
	"report-message-form": draft,
	"report-person-form": z.tuple([UserId]),
	/** Shows the case to one of the staff. */
	"case-open": theCase,
	"case-take": theCase,
	"case-close": theCase,
	"case-close-form": theCase,
	"case-write": party,
	"case-write-form": party,
	/** A person's answer to a word from staff. */
	"case-answer": word,
	"case-answer-form": word,
	/** A person's answer to a step, and the coordinator's to that. */
	appeal: z.tuple([number.pipe(StepId)]),
	"appeal-form": z.tuple([number.pipe(StepId)]),
	"appeal-decide": decision,
	"appeal-decide-form": decision,
	/** Whether one's voice may be recorded: in a session, or in its whole series. */
	"recording-yes": session,
	"recording-no": session,
	"recording-series-yes": session,
	"recording-series-no": session,
	/** On the staff's card of a session. */
	"recording-start": session,
	"recording-off": recording,
	"recording-resume": recording,
	"recording-discussion": recording,
	"recording-mark": recording,
	"recording-mark-form": recording,
	"recording-stop": recording,
	"recording-listen": recording,
	/** Asks from which; then from this one, or from all. */
	"recording-take-out": recording,
	"recording-take-out-yes": recording,
	"recording-take-out-all": none,
	/** In the preview of `/safety automod`. */
	"automod-apply": none,
	/** Asks first; `automod-remove-yes` removes. */
	"automod-remove": none,
	"automod-remove-yes": none,
	/** Of those who came in a burst and wait. */
	"burst-in-all": burst,
	"burst-each": burst,
	"burst-each-form": burst,
	"burst-out": burst,
	"burst-out-yes": burst,
	"burst-end": burst,
	/** Opens the form of steps of a case. */
	step: theCase,
	"step-form": theCase,
	/** The same about a person of whom there is no case, in a channel. */
	"step-about-form": z.tuple([UserId, ChannelId]),
	"step-agree": z.tuple([number.pipe(StepId)]),
	/** Takes it back, or does not agree to a ban. */
	"step-undo": z.tuple([number.pipe(StepId)]),
	quiet: z.tuple([TalkRoom]),
	"quiet-case": theCase,
	"quiet-more": z.tuple([number.pipe(QuietId)]),
	"quiet-end": z.tuple([number.pipe(QuietId)]),
	/** The ground rules of a group or place, privately; with what one may do with them. */
	rules: home,
	"rules-propose": home,
	"rules-propose-form": home,
	/** Opens the proposals, those ticked that one supports. */
	"rules-support": home,
	"rules-support-form": home,
	/** Accepts a version anew. */
	"rules-accept": z.tuple([HomeRef, number]),
	/** By staff: shows the standing; writes the whole list (instead of which version); decides on proposals. */
	"rules-edit": home,
	"rules-edit-form": z.tuple([HomeRef, number]),
	"rules-decide": home,
	"rules-decide-form": home,
	/** The draft becomes the rules. */
	"rules-adopt": home,
	/** Calls the rules to mind where people talk. */
	"rules-remind": home,
	/** Somebody would like a facilitator at their side in the coming meeting; or no longer. */
	"company-ask": group,
	"company-stop": company,
	/** By a facilitator: is with them; cannot after all. */
	"company-with": company,
	"company-cannot": company,
	/** Would like company now; or no longer. */
	"company-table": home,
	"company-table-stop": home,
	/** On the noticeboard: pages of five, from 0, read privately; one of them. */
	"notice-browse": z.tuple([number]),
	"notice-read": notice,
	/** By an organisation: a new one; its own, a page from 0; one of them, with what can be done. */
	"notice-new": none,
	"notice-form": none,
	"notice-mine": z.tuple([number]),
	"notice-manage": notice,
	"notice-edit": notice,
	"notice-edit-form": notice,
	/** Its link and picture. */
	"notice-more": notice,
	"notice-more-form": notice,
	"notice-send": notice,
	/** Asks first; `notice-withdraw-yes` takes it back. */
	"notice-withdraw": notice,
	"notice-withdraw-yes": notice,
	/** By a moderator, of which revision; what is not an approval takes a word. */
	"notice-approve": z.tuple([number.pipe(NoticeId), number]),
	"notice-answer": noticeAnswer,
	"notice-answer-form": noticeAnswer,
	/** A question to the expert of a meeting, or of the group's next one; one's own. */
	"ask-next": group,
	"ask-expert": session,
	"ask-expert-form": session,
	"ask-mine": group,
	"ask-withdraw": z.tuple([number.pipe(QuestionId)]),
	/** By staff and the expert: opens a form. */
	"asked-answered": session,
	"asked-answered-form": session,
	"asked-answer": session,
	"asked-answer-form": session,
	"asked-merge": session,
	"asked-merge-form": session,
	"asked-drop": session,
	"asked-drop-form": session,
	/** The list, to be printed. */
	"asked-print": session,
	/** The other button of every question: nothing is done. */
	"never-mind": none,
} as const;

type Actions = typeof actions;
export type Action = keyof Actions;
export type ActionArguments<A extends Action = Action> = z.output<Actions[A]>;
/** A custom id, read. */
export type Press = { [A in Action]: { action: A; args: ActionArguments<A> } }[Action];

/** Writes a custom id: `customId("join", group.id)`. */
export function customId<A extends Action>(action: A, ...args: ActionArguments<A>): string {
	return [action, ...args].join(":");
}

/** Reads a custom id; undefined when it is not one of ours (an old message, somebody else's). */
export function parseCustomId(text: string): Press | undefined {
	const [action = "", ...args] = text.split(":");
	if (!Object.hasOwn(actions, action)) return undefined;
	const parsed = actions[action as Action].safeParse(args);
	// The pair is right by construction: `args` was parsed with this action's own shape.
	return parsed.success ? ({ action, args: parsed.data } as Press) : undefined;
}
