/** For tests: a page of a sandbox with a bot that is none. */
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { withBot } from "../../testing.ts";
import { type BotHandle, type BotJob, openPage } from "./index.ts";

/** A bot that keeps jobs and notes when it was told the time. */
class FakeBot implements BotHandle {
	alive = true;
	readonly ticks: string[] = [];
	due: BotJob[] = [];
	/** Called at a tick. */
	onTick = () => {};

	async start() {
		this.alive = true;
	}

	async kill() {
		this.alive = false;
	}

	async next() {
		const [first] = this.jobs();
		return first ? Date.parse(first.at) : null;
	}

	async tick(now: number) {
		this.ticks.push(new Date(now).toISOString());
		this.onTick();
		this.due = this.due.filter(({ at }) => Date.parse(at) > now);
	}

	jobs() {
		return [...this.due].sort((a, b) => a.at.localeCompare(b.at));
	}

	outbox() {
		return [];
	}
}

/** A job of the bot, by its kind and when it is due. */
export function job(kind: string, at: string, about = ""): BotJob {
	return { kind, at, about, attempts: 0, error: null };
}

/** A page of a sandbox at nine o'clock, its clock standing. */
export async function served() {
	const { sandbox, client } = await withBot();
	const bot = new FakeBot();
	const mustikka = await sandbox.person("Mustikka", { locale: "sv-SE" });
	const owner = await sandbox.owner();
	owner.createRole("Ryhmä");
	owner.giveRole(mustikka, "Ryhmä");
	const page = await openPage(sandbox, {
		bot,
		people: [{ id: mustikka.id, name: "Mustikka", role: "participant" }],
		zone: "Europe/Helsinki",
		language: "fi",
		files: async (path) =>
			path === "index.html" ? { contentType: "text/html", data: "<!doctype html>" } : null,
	});
	onTestFinished(() => page.close());
	const { origin, searchParams } = new URL(page.address);
	const token = searchParams.get("token") ?? "";
	const control = async (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	) => {
		const response = await fetch(`${origin}/control/${path}`, {
			method,
			headers: { "x-piiri-token": token, ...headers },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		const json = response.headers.get("content-type") === "application/json";
		return { status: response.status, body: json && text ? JSON.parse(text) : text };
	};
	await control("POST", "clock", { speed: 0 });
	return { sandbox, client, bot, page, origin, token, control, mustikka };
}

/** What a window that looks on is told. */
export function looking(origin: string, token: string) {
	const socket = new WebSocket(`${origin.replace("http", "ws")}/control/events?token=${token}`, { origin });
	const told: { type: string; [key: string]: unknown }[] = [];
	let wake = () => {};
	socket.on("message", (raw) => {
		told.push(JSON.parse(String(raw)));
		wake();
	});
	onTestFinished(() => socket.terminate());
	return async (type: string, suits: (event: Record<string, never>) => boolean = () => true) => {
		for (;;) {
			const found = told.find((one) => one.type === type && suits(one as never));
			if (found) return found;
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
	};
}
