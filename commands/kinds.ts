import type {
	ApplicationCommandOptionType,
	ButtonInteraction,
	ChannelType,
	ChatInputCommandInteraction,
	MessageContextMenuCommandInteraction,
	ModalSubmitInteraction,
	UserContextMenuCommandInteraction,
} from "discord.js";
import type { Action, ActionArguments } from "../src/discord/customIds.ts";
import type { Desk, StaffDesk } from "./desk.ts";

/**
 * Who may use a handler; the dispatcher asks before it runs it. `staff`: facilitators and coordinators. `setup`: who
 * may manage the server and, once it is set up, coordinators. Coordinators are those with the role and those who may
 * manage the server.
 */
export type Access = "anyone" | "setup" | StaffAccess;
export type StaffAccess = "staff" | "coordinator";

export interface Choice {
	name: string;
	value: string;
}
/** Offers what fits what has been typed. */
type Complete = (typed: string, desk: StaffDesk | Desk) => Choice[] | Promise<Choice[]>;

/** An option of a slash command. Its names and descriptions stand in `commands.json` of each language. */
export interface Option {
	name: string;
	type:
		| ApplicationCommandOptionType.String
		| ApplicationCommandOptionType.Integer
		| ApplicationCommandOptionType.Boolean
		| ApplicationCommandOptionType.User
		| ApplicationCommandOptionType.Role
		| ApplicationCommandOptionType.Channel
		| ApplicationCommandOptionType.Attachment;
	required?: true;
	complete?: Complete;
	/** Fixed choices: which of `commands:choices`. */
	choices?:
		| "language"
		| "weekday"
		| "commitment"
		| "holidays"
		| "occasion"
		| "recorded-part"
		| "recording-begins";
	min?: number;
	max?: number;
	channelTypes?: (ChannelType.GuildText | ChannelType.GuildAnnouncement)[];
}

type Slash = ChatInputCommandInteraction<"cached">;
interface Runs<A extends Access, I, D> {
	access: A;
	run(interaction: I, desk: D): Promise<void>;
}

export type Subcommand = { name: string; options: Option[] } & (
	| Runs<"setup", Slash, Desk>
	| Runs<StaffAccess, Slash, StaffDesk>
);

/** A slash command: of subcommands for staff, or one that anyone may use anywhere. */
export type SlashCommand =
	| { name: string; subcommands: Subcommand[] }
	| { name: string; run(interaction: ChatInputCommandInteraction, desk: Desk): Promise<void> };

/** In the menu of a message or of a person, for anyone on a server. Its name stands in `moderation:menu`. */
export type Menu =
	| {
			name: "message";
			run(interaction: MessageContextMenuCommandInteraction<"cached">, desk: Desk): Promise<void>;
	  }
	| {
			name: "person";
			run(interaction: UserContextMenuCommandInteraction<"cached">, desk: Desk): Promise<void>;
	  };

interface Handles<A extends Access, I, Args, D> {
	access: A;
	run(interaction: I, args: Args, desk: D): Promise<void>;
}

export type ButtonHandler<A extends Action> =
	| Handles<"anyone", ButtonInteraction, ActionArguments<A>, Desk>
	| Handles<StaffAccess, ButtonInteraction<"cached">, ActionArguments<A>, StaffDesk>;

export type FormHandler<A extends Action> =
	| Handles<"anyone", ModalSubmitInteraction, ActionArguments<A>, Desk>
	| Handles<StaffAccess, ModalSubmitInteraction<"cached">, ActionArguments<A>, StaffDesk>;
