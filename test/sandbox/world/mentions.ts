import { PermissionFlagsBits as P } from "discord-api-types/v10";
import { invalidField } from "./errors.ts";
import type { Guild, Snowflake } from "./model.ts";

export interface AllowedMentions {
	parse?: ("users" | "roles" | "everyone" | null)[] | null;
	users?: (Snowflake | null)[] | null;
	roles?: (Snowflake | null)[] | null;
	replied_user?: boolean | null;
}

export interface Mentions {
	mentions: Snowflake[];
	mention_roles: Snowflake[];
	mention_everyone: boolean;
}

/** `parse` names a kind and a list names some of the same kind: Discord refuses that. */
export function checkAllowedMentions(allowed: AllowedMentions | null | undefined): void {
	for (const kind of ["users", "roles"] as const)
		if (allowed?.parse?.includes(kind) && (allowed[kind]?.length ?? 0) > 0)
			throw invalidField(
				"allowed_mentions",
				"MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
				`parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
			);
}

/** Whom a text mentions and notifies: those named in it whom `allowed_mentions` lets through (all when absent). */
export function readMentions(options: {
	text: string;
	allowed: AllowedMentions | null | undefined;
	guild: Guild | null;
	/** The author's permissions in the channel. */
	held: bigint;
	knownUser: (id: Snowflake) => boolean;
	repliedTo: Snowflake | null;
}): Mentions {
	const { text, allowed, guild, held, repliedTo } = options;
	const lets = (kind: "users" | "roles" | "everyone", id: Snowflake) =>
		!allowed ||
		(allowed.parse?.includes(kind) ?? false) ||
		(kind !== "everyone" && (allowed[kind]?.includes(id) ?? false));
	const ids = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
	const mentions = ids(/<@!?(\d+)>/g).filter((id) => options.knownUser(id) && lets("users", id));
	const pingsAuthor = allowed ? (allowed.replied_user ?? false) : true;
	if (repliedTo !== null && pingsAuthor && !mentions.includes(repliedTo)) mentions.push(repliedTo);
	const mayAll = (held & P.MentionEveryone) !== 0n;
	const mention_roles = ids(/<@&(\d+)>/g).filter((id) => {
		const role = guild?.roles.get(id);
		return role !== undefined && (role.mentionable || mayAll) && lets("roles", id);
	});
	const mention_everyone =
		guild !== null && mayAll && /@(everyone|here)\b/.test(text) && lets("everyone", guild.id);
	return { mentions, mention_roles, mention_everyone };
}
