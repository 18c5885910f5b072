import type { Action } from "../src/discord/customIds.ts";
import { accompanyNo, accompanyStop, accompanyStopYes, accompanyYes } from "./accompaniment/answer.ts";
import { accompanyCommand } from "./accompaniment/index.ts";
import { accompanied, accompaniedPerson, accompany } from "./accompaniment/offer.ts";
import { askExpert, askMine, askNext, askSent, askWithdraw } from "./ask/ask.ts";
import {
	askedAnswer,
	askedAnswered,
	askedAnsweredSent,
	askedAnswerSent,
	askedDrop,
	askedDropSent,
	askedMerge,
	askedMergeSent,
	askedPrint,
} from "./ask/deal.ts";
import { appeal, appealDecide, appealDecideForm, appealForm } from "./case/appeal.ts";
import {
	caseAnswer,
	caseAnswerForm,
	caseClose,
	caseCloseForm,
	caseOpen,
	caseTake,
	caseWrite,
	caseWriteForm,
} from "./case/case.ts";
import { caseCommand } from "./case/index.ts";
import {
	companyAsk,
	companyCannot,
	companyStop,
	companyTable,
	companyTableStop,
	companyWith,
} from "./company/company.ts";
import { companyCommand } from "./company/index.ts";
import { dutyHere } from "./duty/here.ts";
import { dutyLeave } from "./duty/leave.ts";
import { exportCommand } from "./export/index.ts";
import { feedback } from "./feedback/index.ts";
import {
	feedbackEdit,
	feedbackEdited,
	feedbackPost,
	feedbackRemoveYes,
	feedbackWritten,
} from "./feedback/write.ts";
import {
	rulesAdopt,
	rulesDecide,
	rulesDecided,
	rulesEdit,
	rulesEdited,
	rulesRemind,
} from "./ground-rules/decide.ts";
import { rulesCommand } from "./ground-rules/index.ts";
import { rules } from "./ground-rules/look.ts";
import {
	rulesAccept,
	rulesPropose,
	rulesProposed,
	rulesSupport,
	rulesSupported,
} from "./ground-rules/propose.ts";
import { archiveYes } from "./group/archive.ts";
import { groupCreate, groupDiscard } from "./group/confirm.ts";
import { group } from "./group/index.ts";
import { handover, handoverAgain, handoverSent } from "./handover/write.ts";
import { help, helpNumbers, helpOpen, helpOpened } from "./help/help.ts";
import {
	helpAnswer,
	helpAnswered,
	helpClose,
	helpCloseYes,
	helpTake,
	helpWrite,
	helpWritten,
} from "./help/talk.ts";
import { helpUnmask, helpUnmasking, helpWho } from "./help/unmask.ts";
import { hours } from "./hours/index.ts";
import { openingOverride, openingOverrideForm } from "./hours/opening.ts";
import { placeArchiveYes } from "./hours/place.ts";
import { introduceForm } from "./introduction/form.ts";
import { introduce } from "./introduction/introduce.ts";
import { introductionPost, introductionRemove } from "./introduction/post.ts";
import { joinForm } from "./join/form.ts";
import { join } from "./join/join.ts";
import { leave, leaveYes } from "./join/leave.ts";
import { remindersOff, remindersOn } from "./join/reminders.ts";
import { wait, waitStop } from "./join/wait.ts";
import type { ButtonHandler, FormHandler, Menu, SlashCommand } from "./kinds.ts";
import { myData, myDataButton, myDataErase, myDataEraseYes, myDataFile } from "./my-data/my-data.ts";
import { neverMind } from "./never-mind.ts";
import { noticeAnswer, noticeAnswered, noticeApprove } from "./notice/decide.ts";
import { notice } from "./notice/index.ts";
import { noticeManage, noticeMine } from "./notice/mine.ts";
import { noticeBrowse, noticeRead } from "./notice/read.ts";
import {
	noticeEdit,
	noticeEdited,
	noticeMore,
	noticeMoreSent,
	noticeNew,
	noticeSend,
	noticeWithdraw,
	noticeWithdrawYes,
	noticeWritten,
} from "./notice/write.ts";
import { quietCommand } from "./quiet/index.ts";
import { quietButton, quietCase, quietEnd, quietMore } from "./quiet/quiet.ts";
import { recordingNo, recordingSeriesNo, recordingSeriesYes, recordingYes } from "./recording/consent.ts";
import { recording } from "./recording/index.ts";
import {
	recordingListen,
	recordingTakeOut,
	recordingTakeOutAll,
	recordingTakeOutYes,
} from "./recording/listen.ts";
import {
	recordingDiscussion,
	recordingMark,
	recordingMarked,
	recordingOff,
	recordingResume,
	recordingStart,
	recordingStop,
} from "./recording/run.ts";
import {
	report,
	reportMessage,
	reportMessageForm,
	reportPerson,
	reportPersonForm,
	reportPlaceForm,
} from "./report/report.ts";
import { rosterGiveUp, rosterGiveUpForm } from "./roster/give-up.ts";
import { roster } from "./roster/index.ts";
import { rosterMine } from "./roster/mine.ts";
import { coverPostpone, coverPostponeYes } from "./roster/postpone.ts";
import { swapAccept, swapDecline, swapForbid, swapWithdraw } from "./roster/settle.ts";
import { rosterSwap, rosterSwapForm, swapReturn, swapReturnForm } from "./roster/swap.ts";
import { coverTake, rosterTake, rosterTakeForm } from "./roster/take.ts";
import { automodApply, automodRemove, automodRemoveYes } from "./safety/automod.ts";
import { safety } from "./safety/index.ts";
import { burstEach, burstEachForm, burstEnd, burstInAll, burstOut, burstOutYes } from "./safety/newcomers.ts";
import { session } from "./session/index.ts";
import { endButton, startButton } from "./session/run.ts";
import { piiri } from "./setup/index.ts";
import { restore } from "./setup/restore.ts";
import { staff } from "./staff/index.ts";
import { inductionButton, inductionForm } from "./staff/induction.ts";
import { shiftReminders, shiftRemindersForm } from "./staff/remind.ts";
import { stepCommand } from "./step/index.ts";
import { step, stepAboutSent, stepAgree, stepSent, stepUndo } from "./step/step.ts";
import { story, storyHide, storyRedact, storyRedacted, storyShow } from "./story/index.ts";
import {
	myStories,
	storyAccept,
	storyButton,
	storyEdit,
	storyEdited,
	storyRefuse,
	storyTold,
	storyUses,
	storyUsesSet,
	storyWithdraw,
	storyWithdrawYes,
} from "./story/tell.ts";
import { seriesShare, seriesTakeBack, summaryShare, summaryTakeBack } from "./summary/share.ts";
import { surveyForm, surveyPartForm } from "./survey/form.ts";
import { surveyCommand } from "./survey/index.ts";
import { instrumentDrop, instrumentKeep, instrumentKeepForm } from "./survey/keep.ts";
import { surveyStaff } from "./survey/list.ts";
import { surveyBack, surveyPart, surveySend, surveyStop } from "./survey/parts.ts";
import { instrumentTry, instrumentTryForm } from "./survey/preview.ts";
import { survey } from "./survey/survey.ts";
import { question, questionBack, questionSent, questionStop } from "./survey/write.ts";

/** Everything people can do. A new action without a handler is a type error. */
export const slashCommands: readonly SlashCommand[] = [
	piiri,
	group,
	session,
	roster,
	hours,
	staff,
	surveyCommand,
	feedback,
	story,
	stepCommand,
	quietCommand,
	exportCommand,
	accompanyCommand,
	caseCommand,
	rulesCommand,
	companyCommand,
	safety,
	notice,
	recording,
	myStories,
	myData,
];

export const menus: readonly Menu[] = [reportMessage, reportPerson];

export type FormAction = Extract<Action, `${string}-form`>;
export type ButtonAction = Exclude<Action, FormAction>;

export const buttons: { readonly [A in ButtonAction]: ButtonHandler<A> } = {
	join,
	wait,
	"wait-stop": waitStop,
	leave,
	"leave-yes": leaveYes,
	"reminders-on": remindersOn,
	"reminders-off": remindersOff,
	introduce,
	"introduction-post": introductionPost,
	"introduction-remove": introductionRemove,
	"session-start": startButton,
	"session-end": endButton,
	survey,
	"survey-part": surveyPart,
	"survey-back": surveyBack,
	"survey-send": surveySend,
	"survey-stop": surveyStop,
	"survey-staff": surveyStaff,
	"instrument-keep": instrumentKeep,
	"instrument-drop": instrumentDrop,
	"instrument-try": instrumentTry,
	question,
	"question-back": questionBack,
	"question-stop": questionStop,
	"summary-share": summaryShare,
	"summary-take-back": summaryTakeBack,
	"series-share": seriesShare,
	"series-take-back": seriesTakeBack,
	"group-create": groupCreate,
	"group-discard": groupDiscard,
	"group-archive-yes": archiveYes,
	"my-data": myDataButton,
	"my-data-file": myDataFile,
	"my-data-erase": myDataErase,
	"my-data-erase-yes": myDataEraseYes,
	restore,
	"never-mind": neverMind,
	rules,
	"rules-propose": rulesPropose,
	"rules-support": rulesSupport,
	"rules-accept": rulesAccept,
	"rules-edit": rulesEdit,
	"rules-decide": rulesDecide,
	"rules-adopt": rulesAdopt,
	"rules-remind": rulesRemind,
	"company-ask": companyAsk,
	"company-stop": companyStop,
	"company-with": companyWith,
	"company-cannot": companyCannot,
	"company-table": companyTable,
	"company-table-stop": companyTableStop,
	step,
	"step-agree": stepAgree,
	"step-undo": stepUndo,
	quiet: quietButton,
	"quiet-case": quietCase,
	"quiet-more": quietMore,
	"quiet-end": quietEnd,
	"recording-yes": recordingYes,
	"recording-no": recordingNo,
	"recording-series-yes": recordingSeriesYes,
	"recording-series-no": recordingSeriesNo,
	"recording-start": recordingStart,
	"recording-off": recordingOff,
	"recording-resume": recordingResume,
	"recording-discussion": recordingDiscussion,
	"recording-mark": recordingMark,
	"recording-stop": recordingStop,
	"recording-listen": recordingListen,
	"recording-take-out": recordingTakeOut,
	"recording-take-out-yes": recordingTakeOutYes,
	"recording-take-out-all": recordingTakeOutAll,
	"roster-take": rosterTake,
	"roster-give-up": rosterGiveUp,
	"roster-swap": rosterSwap,
	"roster-mine": rosterMine,
	"shift-reminders": shiftReminders,
	induction: inductionButton,
	"swap-return": swapReturn,
	"swap-accept": swapAccept,
	"swap-decline": swapDecline,
	"swap-withdraw": swapWithdraw,
	"swap-forbid": swapForbid,
	"cover-take": coverTake,
	"cover-postpone": coverPostpone,
	"cover-postpone-yes": coverPostponeYes,
	"duty-here": dutyHere,
	"duty-leave": dutyLeave,
	handover,
	"handover-again": handoverAgain,
	"opening-override": openingOverride,
	"place-archive-yes": placeArchiveYes,
	"feedback-edit": feedbackEdit,
	"feedback-post": feedbackPost,
	"feedback-remove-yes": feedbackRemoveYes,
	story: storyButton,
	"story-edit": storyEdit,
	"story-uses": storyUses,
	"story-withdraw": storyWithdraw,
	"story-withdraw-yes": storyWithdrawYes,
	"story-accept": storyAccept,
	"story-refuse": storyRefuse,
	"story-redact": storyRedact,
	"story-show": storyShow,
	"story-hide": storyHide,
	report,
	"case-open": caseOpen,
	"case-take": caseTake,
	"case-close": caseClose,
	"case-write": caseWrite,
	"case-answer": caseAnswer,
	appeal,
	"appeal-decide": appealDecide,
	"automod-apply": automodApply,
	"automod-remove": automodRemove,
	"automod-remove-yes": automodRemoveYes,
	"burst-in-all": burstInAll,
	"burst-each": burstEach,
	"burst-out": burstOut,
	"burst-out-yes": burstOutYes,
	"burst-end": burstEnd,
	help,
	"help-numbers": helpNumbers,
	"help-open": helpOpen,
	"help-write": helpWrite,
	"help-close": helpClose,
	"help-close-yes": helpCloseYes,
	"help-take": helpTake,
	"help-answer": helpAnswer,
	"help-unmask": helpUnmask,
	"help-who": helpWho,
	accompany,
	"accompany-yes": accompanyYes,
	"accompany-no": accompanyNo,
	"accompany-stop": accompanyStop,
	"accompany-stop-yes": accompanyStopYes,
	"notice-browse": noticeBrowse,
	"notice-read": noticeRead,
	"notice-new": noticeNew,
	"notice-mine": noticeMine,
	"notice-manage": noticeManage,
	"notice-edit": noticeEdit,
	"notice-more": noticeMore,
	"notice-send": noticeSend,
	"notice-withdraw": noticeWithdraw,
	"notice-withdraw-yes": noticeWithdrawYes,
	"notice-approve": noticeApprove,
	"notice-answer": noticeAnswer,
	"ask-next": askNext,
	"ask-expert": askExpert,
	"ask-mine": askMine,
	"ask-withdraw": askWithdraw,
	"asked-answered": askedAnswered,
	"asked-answer": askedAnswer,
	"asked-merge": askedMerge,
	"asked-drop": askedDrop,
	"asked-print": askedPrint,
};

export const forms: { readonly [A in FormAction]: FormHandler<A> } = {
	"step-form": stepSent,
	"step-about-form": stepAboutSent,
	"join-form": joinForm,
	"rules-propose-form": rulesProposed,
	"rules-support-form": rulesSupported,
	"rules-edit-form": rulesEdited,
	"rules-decide-form": rulesDecided,
	"recording-mark-form": recordingMarked,
	"introduce-form": introduceForm,
	"survey-form": surveyForm,
	"survey-part-form": surveyPartForm,
	"instrument-keep-form": instrumentKeepForm,
	"instrument-try-form": instrumentTryForm,
	"question-form": questionSent,
	"roster-take-form": rosterTakeForm,
	"roster-give-up-form": rosterGiveUpForm,
	"roster-swap-form": rosterSwapForm,
	"shift-reminders-form": shiftRemindersForm,
	"induction-form": inductionForm,
	"swap-return-form": swapReturnForm,
	"handover-form": handoverSent,
	"feedback-form": feedbackWritten,
	"feedback-edit-form": feedbackEdited,
	"story-form": storyTold,
	"story-edit-form": storyEdited,
	"story-uses-form": storyUsesSet,
	"story-redact-form": storyRedacted,
	"report-form": reportPlaceForm,
	"report-message-form": reportMessageForm,
	"report-person-form": reportPersonForm,
	"case-close-form": caseCloseForm,
	"case-write-form": caseWriteForm,
	"case-answer-form": caseAnswerForm,
	"appeal-form": appealForm,
	"appeal-decide-form": appealDecideForm,
	"opening-override-form": openingOverrideForm,
	"help-open-form": helpOpened,
	"help-write-form": helpWritten,
	"help-answer-form": helpAnswered,
	"help-unmask-form": helpUnmasking,
	"accompany-form": accompanied,
	"notice-form": noticeWritten,
	"notice-edit-form": noticeEdited,
	"notice-more-form": noticeMoreSent,
	"notice-answer-form": noticeAnswered,
	"ask-expert-form": askSent,
	"asked-answered-form": askedAnsweredSent,
	"asked-answer-form": askedAnswerSent,
	"asked-merge-form": askedMergeSent,
	"asked-drop-form": askedDropSent,
	"accompany-person-form": accompaniedPerson,
	"burst-each-form": burstEachForm,
};
