import type { Action } from "../src/discord/customIds.ts";
import { archiveYes } from "./group/archive.ts";
import { groupCreate, groupDiscard } from "./group/confirm.ts";
import { group } from "./group/index.ts";
import { introduceForm } from "./introduction/form.ts";
import { introduce } from "./introduction/introduce.ts";
import { introductionPost, introductionRemove } from "./introduction/post.ts";
import { joinForm } from "./join/form.ts";
import { join } from "./join/join.ts";
import { leave, leaveYes } from "./join/leave.ts";
import { remindersOff, remindersOn } from "./join/reminders.ts";
import { wait, waitStop } from "./join/wait.ts";
import type { ButtonHandler, FormHandler, SlashCommand } from "./kinds.ts";
import { myData, myDataButton, myDataErase, myDataEraseYes, myDataFile } from "./my-data/my-data.ts";
import { neverMind } from "./never-mind.ts";
import { session } from "./session/index.ts";
import { endButton, startButton } from "./session/run.ts";
import { piiri } from "./setup/index.ts";
import { restore } from "./setup/restore.ts";
import { surveyForm } from "./survey/form.ts";
import { survey } from "./survey/survey.ts";

/** Everything people can do. A new action without a handler is a type error. */
export const slashCommands: readonly SlashCommand[] = [piiri, group, session, myData];

export type FormAction = Extract<Action, `${string}-form`>;
export type ButtonAction = Exclude<Action, FormAction>;

const notBuilt = {};
type Built =
	| "join"
	| "wait"
	| "wait-stop"
	| "leave"
	| "leave-yes"
	| "reminders-on"
	| "reminders-off"
	| "introduce"
	| "introduction-post"
	| "introduction-remove"
	| "session-start"
	| "session-end"
	| "survey"
	| "group-create"
	| "group-discard"
	| "group-archive-yes"
	| "my-data"
	| "my-data-file"
	| "my-data-erase"
	| "my-data-erase-yes"
	| "restore"
	| "never-mind"
	| "join-form"
	| "introduce-form"
	| "survey-form";

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
	"group-create": groupCreate,
	"group-discard": groupDiscard,
	"group-archive-yes": archiveYes,
	"my-data": myDataButton,
	"my-data-file": myDataFile,
	"my-data-erase": myDataErase,
	"my-data-erase-yes": myDataEraseYes,
	restore,
	"never-mind": neverMind,
	...(notBuilt as unknown as { readonly [A in Exclude<ButtonAction, Built>]: ButtonHandler<A> }),
};

export const forms: { readonly [A in FormAction]: FormHandler<A> } = {
	"join-form": joinForm,
	"introduce-form": introduceForm,
	"survey-form": surveyForm,
	...(notBuilt as unknown as { readonly [A in Exclude<FormAction, Built>]: FormHandler<A> }),
};
