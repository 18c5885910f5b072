/** For tests of what is heard: the unmodified @discordjs/voice in a sandbox's voice channel. */
import {
	EndBehaviorType,
	entersState,
	joinVoiceChannel,
	NetworkingStatusCode,
	type VoiceConnection,
	VoiceConnectionStatus,
} from "@discordjs/voice";
import { DAVESession } from "@snazzah/davey";
import { ChannelType, type Client } from "discord.js";
import { onTestFinished } from "vitest";
import type { Person, Sandbox } from "../index.ts";
import { withBot } from "../testing.ts";
import { ALL_PERMISSIONS } from "../world/permissions.ts";

/** How long a connection may take at most: it is on loopback. */
const soon = 20_000;

/** A sandbox with a voice channel "Puhe", the bot logged in and not in it, and people of these names in it. */
export async function withChannel<const Names extends readonly string[]>(
	...names: Names
): Promise<{
	sandbox: Sandbox;
	client: Client<true>;
	channelId: string;
	people: { [Name in keyof Names]: Person };
}> {
	const { sandbox, client } = await withBot({}, {}, ALL_PERMISSIONS);
	const owner = await sandbox.owner();
	const channelId = owner.createChannel("Puhe", { type: ChannelType.GuildVoice });
	const people = await Promise.all(names.map((name) => sandbox.person(name)));
	for (const person of people) person.joinVoice("Puhe");
	await sandbox.idle();
	return { sandbox, client, channelId, people: people as { [Name in keyof Names]: Person } };
}

/** The bot asks for the channel; destroyed after the test. */
export function join(sandbox: Sandbox, client: Client<true>, channelId: string): VoiceConnection {
	const guild = client.guilds.cache.get(sandbox.guild.id);
	if (!guild) throw new Error("The bot is not in the server");
	const connection = joinVoiceChannel({
		channelId,
		guildId: guild.id,
		// Each sandbox's connection is another one, though their servers may have the same id.
		group: sandbox.api,
		selfDeaf: false,
		adapterCreator: guild.voiceAdapterCreator,
	});
	onTestFinished(() => {
		if (connection.state.status !== VoiceConnectionStatus.Destroyed) connection.destroy();
	});
	return connection;
}

/** Resolves when the connection is ready and all in the call share its keys. */
export async function ready(sandbox: Sandbox, connection: VoiceConnection): Promise<void> {
	await entersState(connection, VoiceConnectionStatus.Ready, soon);
	await sandbox.voice.settled();
}

/** `withChannel`, with the bot in it too. */
export async function inChannel<const Names extends readonly string[]>(...names: Names) {
	const there = await withChannel(...names);
	const connection = join(there.sandbox, there.client, there.channelId);
	await ready(there.sandbox, connection);
	return { ...there, connection };
}

/** The Opus packets that the bot receives of the person from now on. */
export function listen(connection: VoiceConnection, person: Person): Buffer[] {
	const packets: Buffer[] = [];
	const stream = connection.receiver.subscribe(person.id, { end: { behavior: EndBehaviorType.Manual } });
	stream.on("data", (packet: Buffer) => packets.push(packet));
	return packets;
}

/** Ends what listens to the person: only when its stream has closed is another one begun by `subscribe`. */
export async function unlisten(connection: VoiceConnection, person: Person): Promise<void> {
	const stream = connection.receiver.subscriptions.get(person.id);
	if (!stream) return;
	const closed = new Promise((resolve) => {
		stream.once("close", resolve);
	});
	stream.destroy();
	await closed;
}

/** How many of the person's frames the bot has tried to decrypt, end to end: 0 when it never looked into them. */
export function decrypted(connection: VoiceConnection, person: Person): number {
	const { state } = connection;
	if (state.status !== VoiceConnectionStatus.Ready) throw new Error(`The connection is ${state.status}`);
	const networking = state.networking.state;
	if (networking.code !== NetworkingStatusCode.Ready) throw new Error("The connection is not ready");
	const session = networking.dave?.session;
	return session instanceof DAVESession ? (session.getDecryptionStats(person.id)?.attempts ?? 0) : 0;
}
