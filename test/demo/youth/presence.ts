import { NEEDED, type Rota, type Shift } from "./rota.ts";

/** For how long doors may stay open with too few, in minutes. */
export const GRACE_MINUTES = 5;
const GRACE_MS = GRACE_MINUTES * 60_000;

interface Moment {
	at: number;
	count: number;
	/** Whether somebody among them has gone through what newcomers go through. */
	guided: boolean;
}

/** Who of the supervisors is there, as people know by what they did: pressed, or stepped into the staff's voice room. */
export class Presence {
	readonly #moments: Moment[] = [];
	readonly #pressed = new Set<string>();
	readonly #inVoice = new Set<string>();
	/** Opened by the coordinator with fewer: from when, for which shift. */
	readonly #overrides = new Map<string, number>();
	readonly #rota: Rota;
	readonly #now: () => number;
	readonly #isGuided: (name: string) => boolean;

	constructor(rota: Rota, now: () => number, isGuided: (name: string) => boolean) {
		this.#rota = rota;
		this.#now = now;
		this.#isGuided = isGuided;
	}

	get names(): string[] {
		return [...new Set([...this.#pressed, ...this.#inVoice])];
	}

	press(name: string): void {
		this.#pressed.add(name);
		this.#note();
	}

	enterVoice(name: string): void {
		this.#inVoice.add(name);
		this.#note();
	}

	leaveVoice(name: string): void {
		this.#inVoice.delete(name);
		this.#note();
	}

	/** Says that they leave. */
	leave(name: string): void {
		this.#pressed.delete(name);
		this.#inVoice.delete(name);
		this.#note();
	}

	/** The hour is over: whoever pressed is no longer on duty. */
	end(): void {
		this.#pressed.clear();
		this.#note();
	}

	/** Somebody has just gone through everything. */
	again(): void {
		this.#note();
	}

	override({ date }: Shift): void {
		this.#overrides.set(date, this.#now());
	}

	isEnough({ count, guided }: Pick<Moment, "count" | "guided">, shift: Shift, at: number): boolean {
		const overridden = this.#overrides.get(shift.date);
		if (overridden !== undefined && overridden <= at) return count >= 1 && guided;
		return count >= NEEDED && guided;
	}

	overrideAt({ date }: Shift): number | undefined {
		return this.#overrides.get(date);
	}

	/** Who was there from moment to moment between two times: at least one, at `from`. */
	between(from: number, to: number): Moment[] {
		const before = this.#moments.findLast(({ at }) => at <= from);
		const first = { count: 0, guided: false, ...before, at: from };
		return [first, ...this.#moments.filter(({ at }) => from < at && at < to)];
	}

	/** Whether the doors should be open now: enough are there, or were until a moment ago. */
	doorsShouldBeOpen(): boolean {
		const now = this.#now();
		const shift = this.#rota.shifts.find(
			({ startsAt, endsAt, calledOffAt }) =>
				calledOffAt === null && startsAt.epochMilliseconds <= now && now < endsAt.epochMilliseconds,
		);
		if (!shift) return false;
		const from = shift.startsAt.epochMilliseconds;
		let lackingSince: number | null = from - GRACE_MS;
		for (const moment of this.between(from, now + 1)) {
			if (this.isEnough(moment, shift, moment.at)) lackingSince = null;
			else lackingSince ??= moment.at;
		}
		const last = this.#moments.findLast(({ at }) => at <= now);
		if (last && this.isEnough(last, shift, now)) return true;
		return lackingSince !== null && now - lackingSince < GRACE_MS;
	}

	/** What is true of one moment is what is true at its end. */
	#note(): void {
		const { names } = this;
		const at = this.#now();
		if (this.#moments.at(-1)?.at === at) this.#moments.pop();
		this.#moments.push({ at, count: names.length, guided: names.some(this.#isGuided) });
	}
}
