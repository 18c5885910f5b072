/** The bodies of what people's own Discord sends for them: channels made by hand, messages. */
import { ChannelType, OverwriteType, PermissionFlagsBits as P } from "discord-api-types/v10";
import type { Guild, UploadedFile } from "../world/model.ts";
import type { SeenMessage } from "./seen.ts";

export interface NewChannel {
	/** Only these roles see it. */
	private?: string[];
	type?: ChannelType.GuildText | ChannelType.GuildVoice | ChannelType.GuildCategory;
	/** The category's name. */
	category?: string;
}

export interface WriteOptions {
	attachments?: { name: string; data: Buffer; contentType?: string }[];
	replyTo?: SeenMessage;
}

/** The id of the role of this name. */
export function roleId(guild: Guild, name: string): string {
	const role = [...guild.roles.values()].find((each) => each.name === name);
	if (!role) throw new Error(`There is no role "${name}"`);
	return role.id;
}

export function channelBody(
	guild: Guild,
	categoryId: (name: string) => string,
	name: string,
	{ type = ChannelType.GuildText, category, private: roles }: NewChannel,
): Record<string, unknown> {
	const see = P.ViewChannel.toString();
	const overwrites = roles && [
		{ id: guild.id, type: OverwriteType.Role, allow: "0", deny: see },
		...roles.map((role) => ({ id: roleId(guild, role), type: OverwriteType.Role, allow: see, deny: "0" })),
	];
	return {
		name,
		type,
		...(category !== undefined && { parent_id: categoryId(category) }),
		...(overwrites && { permission_overwrites: overwrites }),
	};
}

export function messageBody(
	text: string,
	{ attachments = [], replyTo }: WriteOptions,
): { body: Record<string, unknown>; files: UploadedFile[] } {
	const files = attachments.map(({ name, data, contentType = "application/octet-stream" }, index) => ({
		index,
		name,
		data,
		contentType,
	}));
	const body = {
		...(text !== "" && { content: text }),
		...(files.length > 0 && { attachments: files.map(({ index, name }) => ({ id: index, filename: name })) }),
		...(replyTo && { message_reference: { message_id: replyTo.id } }),
	};
	return { body, files };
}
