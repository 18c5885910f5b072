/** What can lie over the page, one at a time. */

import type { Command, CommandOption, Component, Message, User } from "./discord/model.ts";
import type { FormState } from "./form.ts";

export interface InviteInfo {
	code: string;
	guildName: string;
	channelName: string;
	inviter: string | null;
}

export interface CommandState {
	command: Command;
	/** Sub-command group and sub-command, if any. */
	path: CommandOption[];
	options: CommandOption[];
	channelId: string;
	/** Of an option that takes a file: its name. */
	values: Map<string, string>;
	files: Map<string, File>;
	errors: Map<string, string>;
	/** What autocomplete offers, by option. */
	offers: Map<string, { name: string; value: string | number }[]>;
	sending: boolean;
	/** What went wrong with all of it. */
	trouble: string | null;
}

export type OpenDialog =
	| { kind: "people" }
	| { kind: "newcomer"; trouble: string | null }
	| { kind: "form"; form: FormState }
	| { kind: "menu"; message: Message; component: Component; chosen: Set<string> }
	| { kind: "command"; state: CommandState }
	| { kind: "commands" }
	| { kind: "events" }
	| { kind: "pins"; items: Message[] | null }
	| { kind: "invite"; info: InviteInfo | null; code: string; trouble: string | null }
	| { kind: "picture"; url: string; alt: string }
	| { kind: "member"; user: User; commands: Command[] }
	| { kind: "message"; message: Message; commands: Command[] }
	| { kind: "leave" };
