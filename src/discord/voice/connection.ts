import { entersState, joinVoiceChannel, type VoiceConnection, VoiceConnectionStatus } from "@discordjs/voice";
import { type Client, PermissionFlagsBits } from "discord.js";
import type { RecordingTrouble } from "../../recordings/model.ts";

/** How long a connection may take to be there, in milliseconds. */
const PATIENCE = 10_000;

/** The voice room could not be entered. */
export class NotInside extends Error {
	override readonly name = "NotInside";
	readonly trouble: RecordingTrouble;

	constructor(trouble: RecordingTrouble) {
		super(trouble);
		this.trouble = trouble;
	}
}

/**
 * Steps into a voice room and is ready to hear, encrypted end to end.
 * @throws NotInside that says why it could not
 */
export async function enter(client: Client, guildId: string, channelId: string): Promise<VoiceConnection> {
	const guild = client.guilds.cache.get(guildId);
	const channel = guild?.channels.cache.get(channelId);
	const me = guild?.members.me;
	if (!guild || !channel?.isVoiceBased() || !me) throw new NotInside("no-permission");
	const rights = channel.permissionsFor(me);
	if (!rights.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.Connect, PermissionFlagsBits.Speak]))
		throw new NotInside("no-permission");
	const inside = me.voice.channelId === channelId;
	if (!inside && channel.userLimit > 0 && channel.members.size >= channel.userLimit)
		if (!rights.has(PermissionFlagsBits.MoveMembers)) throw new NotInside("channel-full");
	const connection = joinVoiceChannel({
		channelId,
		guildId,
		// Two bots in one process, as in tests, do not share their connections.
		group: String(client.options.rest?.api),
		selfDeaf: false,
		adapterCreator: guild.voiceAdapterCreator,
	});
	try {
		await entersState(connection, VoiceConnectionStatus.Ready, PATIENCE);
		return connection;
	} catch (error) {
		leave(connection);
		if (error instanceof Error && error.name === "AbortError") throw new NotInside("disconnected");
		throw error;
	}
}

export function leave(connection: VoiceConnection): void {
	if (connection.state.status !== VoiceConnectionStatus.Destroyed) connection.destroy();
}

/** Whether the connection is over. What the library mends by itself is not. */
export function isLost({ state }: VoiceConnection): boolean {
	return (
		state.status === VoiceConnectionStatus.Destroyed || state.status === VoiceConnectionStatus.Disconnected
	);
}
