/** A bot in another process trusts the voice servers by NODE_EXTRA_CA_CERTS, is not overrun, and may be killed. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { ChannelType } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { expectNoViolations, sandboxFor } from "../testing.ts";
import { ALL_PERMISSIONS } from "../world/permissions.ts";
import { certificateFile } from "./certificate.ts";
import type { EarEnvironment, EarMessage } from "./ear.ts";

function ear(environment: EarEnvironment): ChildProcess {
	const child = fork(new URL("./ear.ts", import.meta.url), {
		env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: certificateFile(), ...environment },
		execArgv: [],
	});
	onTestFinished(() => void child.kill("SIGKILL"));
	return child;
}

async function nextMessage(child: ChildProcess): Promise<EarMessage> {
	const [message] = await once(child, "message");
	return message as EarMessage;
}

test("a bot in another process hears every packet; killed and started again, it hears again", {
	timeout: 60_000,
}, async () => {
	const sandbox = await sandboxFor();
	await sandbox.inviteBot(ALL_PERMISSIONS);
	const owner = await sandbox.owner();
	const channelId = owner.createChannel("Puhe", { type: ChannelType.GuildVoice });
	const aino = await sandbox.person("Aino");
	aino.joinVoice("Puhe");
	const environment = {
		EAR_API: sandbox.api,
		EAR_TOKEN: sandbox.token,
		EAR_CHANNEL: channelId,
		EAR_PERSON: aino.id,
	};
	for (const _life of [1, 2]) {
		const child = ear(environment);
		expect(await nextMessage(child)).toEqual({ joined: channelId });
		await sandbox.voice.talk(60, [{ who: aino, hz: 300 }]);
		child.send("How many?");
		expect(await nextMessage(child)).toEqual({ heard: 3_000 });
		child.kill("SIGKILL");
		await once(child, "exit");
	}
	expectNoViolations(sandbox);
});
