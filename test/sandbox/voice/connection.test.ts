/** What a voice server refuses, spoken to without a voice client in between. */
import { once } from "node:events";
import { Events } from "discord.js";
import { VoiceCloseCodes as Close, VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { withChannel } from "./testing.ts";

/** What the bot is told when it asks for the channel, and the way to its voice server. */
async function admitted() {
	const { sandbox, client, channelId } = await withChannel("Aino");
	const state = once(client, Events.VoiceStateUpdate);
	const server = once(client.ws, "VOICE_SERVER_UPDATE");
	const d = { guild_id: sandbox.guild.id, channel_id: channelId, self_mute: false, self_deaf: false };
	client.guilds.cache.get(sandbox.guild.id)?.shard.send({ op: 4, d });
	const [{ token, endpoint }] = await server;
	const identify = {
		server_id: sandbox.guild.id,
		user_id: client.user.id,
		session_id: (await state)[1].sessionId,
		token,
		max_dave_protocol_version: 1,
	};
	const connect = async (version = 8) => {
		const socket = new WebSocket(`wss://${endpoint}?v=${version}`);
		onTestFinished(() => socket.terminate());
		const [hello] = await once(socket, version === 8 ? "message" : "open");
		return { socket, hello: hello === undefined ? null : JSON.parse(String(hello)) };
	};
	return { sandbox, identify, connect };
}

/** The code with which the server answers these messages. */
async function refusal(socket: WebSocket, ...messages: unknown[]): Promise<number> {
	const closed = once(socket, "close");
	for (const message of messages) {
		const isRaw = typeof message === "string" || Buffer.isBuffer(message);
		socket.send(isRaw ? message : JSON.stringify(message));
	}
	return (await closed)[0];
}

test("hello comes first; heartbeats are answered with their own word", async () => {
	const { identify, connect } = await admitted();
	const { socket, hello } = await connect();
	expect(hello).toMatchObject({ op: Op.Hello, d: { v: 8, heartbeat_interval: 13_750 } });
	const answer = once(socket, "message");
	socket.send(JSON.stringify({ op: Op.Heartbeat, d: { t: 42, seq_ack: -1 } }));
	expect(JSON.parse(String((await answer)[0]))).toEqual({ op: Op.HeartbeatAck, d: { t: 42 } });
	const ready = once(socket, "message");
	socket.send(JSON.stringify({ op: Op.Identify, d: identify }));
	expect(JSON.parse(String((await ready)[0]))).toMatchObject({
		op: Op.Ready,
		d: { ip: "127.0.0.1", modes: ["aead_aes256_gcm_rtpsize"] },
	});
});

test("who is not who they say is refused, and quietly: it may be the end of a session", async () => {
	const { sandbox, identify, connect } = await admitted();
	const refused = async (op: Op, d: object) => refusal((await connect()).socket, { op, d });
	expect(await refused(Op.Identify, { ...identify, token: "0".repeat(16) })).toBe(Close.AuthenticationFailed);
	expect(await refused(Op.Identify, { ...identify, session_id: "old" })).toBe(Close.SessionNoLongerValid);
	expect(await refused(Op.Identify, { ...identify, max_dave_protocol_version: 0 })).toBe(
		Close.EndToEndEncryptionDAVEProtocolRequired,
	);
	const { server_id, session_id, token } = identify;
	expect(await refused(Op.Resume, { server_id, session_id, token, seq_ack: 3 })).toBe(
		Close.SessionNoLongerValid,
	);
	const { socket } = await connect();
	const ready = once(socket, "message");
	socket.send(JSON.stringify({ op: Op.Identify, d: identify }));
	await ready;
	expect(await refused(Op.Identify, identify)).toBe(Close.SessionNoLongerValid);
	expect(sandbox.violations()).toEqual([]);
});

test("what only a faulty client sends is refused, and recorded", async () => {
	const { sandbox, identify, connect } = await admitted();
	const before = [
		[{ op: Op.Speaking, d: { speaking: 1, delay: 0, ssrc: 1 } }, Close.NotAuthenticated],
		[Buffer.from([Op.DaveMlsKeyPackage]), Close.NotAuthenticated],
		[{ op: 99, d: {} }, Close.UnknownOpcode],
		["not JSON", Close.FailedToDecode],
		[{ op: Op.Identify, d: { ...identify, extra: true } }, Close.FailedToDecode],
	] as const;
	for (const [message, code] of before) expect(await refusal((await connect()).socket, message)).toBe(code);
	expect(sandbox.violations()).toHaveLength(before.length);
	const { socket } = await connect(4);
	expect((await once(socket, "close"))[0]).toBe(Close.BadRequest);
	expect(sandbox.violations()).toHaveLength(before.length + 1);
});

const after = [
	["identifying twice", Close.AlreadyAuthenticated, null],
	[
		"another protocol",
		Close.UnknownProtocol,
		{ op: Op.SelectProtocol, d: { protocol: "webrtc", data: { address: "::", port: 1, mode: "" } } },
	],
	[
		"another encryption",
		Close.UnknownEncryptionMode,
		{
			op: Op.SelectProtocol,
			d: { protocol: "udp", data: { address: "127.0.0.1", port: 1, mode: "xsalsa20_poly1305" } },
		},
	],
	["a key package that is none", Close.FailedToDecode, Buffer.from([Op.DaveMlsKeyPackage, 1, 2, 3])],
] as const;

for (const [what, code, message] of after) {
	test(`${what} is refused after identifying too`, async () => {
		const { sandbox, identify, connect } = await admitted();
		const { socket } = await connect();
		const first = { op: Op.Identify, d: identify };
		expect(await refusal(socket, first, message ?? first)).toBe(code);
		expect(sandbox.violations()).toHaveLength(1);
	});
}
