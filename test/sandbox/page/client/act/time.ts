/** Moving the stand-in's time, and what the developer's drawer does. */
import type { App } from "../app.ts";
import type { BotState, Clock } from "../control.ts";
import { Refused } from "../discord/rest.ts";
import { t } from "../text/language.ts";
import { formatTime } from "../text/when.ts";

type Order = { to: string } | { next: true } | { speed: number };

/** Asks for it; the new time comes with the answer and to every window. */
export async function moveTime(app: App, order: Order): Promise<void> {
	const jumps = !("speed" in order);
	if (jumps && app.clock) app.clock = { ...app.clock, busy: true };
	app.changed();
	await orderly(app, async () => {
		app.clock = await app.control.post<Clock>("clock", order);
		if (jumps) app.said = t("time.itIs", { when: formatTime(app.now, "F") });
	});
	if (app.clock && jumps) app.clock = { ...app.clock, busy: false };
	app.changed();
}

export async function orderBot(app: App, what: "kill" | "restart"): Promise<void> {
	await orderly(app, async () => {
		app.bot = await app.control.post<BotState>("bot", { do: what });
		app.tell(t(what === "kill" ? "curtain.killed" : "curtain.restarted"));
	});
	app.changed();
}

export async function fault(app: App, body: Record<string, unknown>): Promise<void> {
	await orderly(app, async () => {
		await app.control.post("faults", body);
		app.tell(t("curtain.done"));
	});
	app.changed();
}

async function orderly(app: App, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		app.tell(t(error.status === 0 ? "error.unreachable" : "error.refused"), "bad");
	}
}
