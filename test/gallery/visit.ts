import type { Browser } from "playwright-core";
import { type Translate, translator } from "../../src/shared/i18n.ts";
import type { Language } from "../../src/shared/language.ts";
import { Window } from "../browser/window.ts";
import { type Cast, casts } from "../demo/casts.ts";
import { openSandbox } from "../demo/open.ts";
import { playBeginning } from "../demo/story.ts";
import { type Answer, type Locale, type Person, type Sandbox, startSandbox } from "../sandbox/index.ts";
import { clientFiles, servePage } from "../sandbox/page/server/index.ts";
import type { Camera, Edge } from "./camera.ts";
import { type PageText, pageText } from "./pageText.ts";
import { type Part, parts } from "./scenes.ts";
import { type Words, words } from "./words.ts";

const LOCALES: Record<Language, Locale> = { fi: "fi", sv: "sv-SE", en: "en-GB" };
const GROUPS: Record<Language, string> = {
	fi: "Omaishoitajien syksy",
	sv: "Närståendevårdarnas höst",
	en: "Carers in autumn",
};

/** Which sessions the short series has. */
const WEEKS = 3;
/** One place is free when the series begins. */
const MEMBERS = 10;

type Opened = Awaited<ReturnType<typeof openSandbox>>;

/** A short series in one language, looked at through its people's windows. */
export class Visit {
	readonly language: Language;
	readonly t: Translate;
	/** The page's own texts. */
	readonly page: PageText;
	/** What people write themselves. */
	readonly words: Words;
	readonly stage: Opened["stage"];
	readonly cast: Cast;
	readonly #browser: Browser;
	readonly #camera: Camera;
	readonly #opened: Opened;
	/** The sandbox has been ended. */
	#over = false;
	readonly #windows = new Map<string, Window>();

	constructor(browser: Browser, camera: Camera, opened: Opened, cast: Cast) {
		this.#browser = browser;
		this.#camera = camera;
		this.#opened = opened;
		this.stage = opened.stage;
		this.cast = cast;
		this.language = cast.language;
		this.t = translator(cast.language);
		this.page = pageText(cast.language);
		this.words = words[cast.language];
	}

	person(name: string): Promise<Person> {
		return this.stage.sandbox.person(name);
	}

	/** The window of this person, opened when it is first asked for; of nobody yet when no name is given. */
	async window(name = ""): Promise<Window> {
		const known = this.#windows.get(name);
		if (known) return known;
		const as = name === "" ? {} : { as: (await this.person(name)).id };
		const locale = LOCALES[this.language];
		const window = await Window.open(this.#browser, this.#opened.address, { ...as, locale });
		this.#windows.set(name, window);
		return window;
	}

	/** Lets go of a window. */
	async shut(name: string): Promise<void> {
		await this.#windows.get(name)?.close();
		this.#windows.delete(name);
	}

	async shutAll(): Promise<void> {
		for (const name of [...this.#windows.keys()]) await this.shut(name);
	}

	/** @param containing the newest message with this text is brought into sight; without it, what a form complains of */
	async shoot(window: Window, state: string, containing?: string, edge?: Edge): Promise<void> {
		await this.#untilTimely(window);
		const fault = window.dialog.locator(".field.bad").first();
		const shown =
			containing === undefined
				? (await fault.count()) > 0
					? fault
					: undefined
				: window.page.locator("article", { hasText: containing }).last();
		await this.#camera.shoot(window, this.language, state, shown, edge);
	}

	/** A message taller than a window: its beginning, its pictures, and its end. */
	async shootWhole(window: Window, state: string, containing: string): Promise<void> {
		await this.shoot(window, state, containing, "start");
		const pictures = window.page.locator("article", { hasText: containing }).last().locator("img");
		for (const [index, picture] of (await pictures.all()).entries())
			await this.#camera.shoot(window, this.language, `${state}-picture-${index + 1}`, picture);
		await this.shoot(window, `${state}-end`, containing, "end");
	}

	/** A part of the newest message with this text, from its heading on. */
	async shootPart(window: Window, state: string, containing: string, heading: string): Promise<void> {
		const article = window.page.locator("article", { hasText: containing }).last();
		const part = article.getByRole("heading", { name: heading });
		await this.#camera.shoot(window, this.language, state, part, "start");
	}

	/** Waits until the window knows the time: it is told once a second otherwise. */
	async #untilTimely(window: Window): Promise<void> {
		if (this.#over) return;
		await this.control("clock", { speed: 0 });
		const now = new Date(this.stage.sandbox.clock.now()).toISOString();
		await window.page.locator(`time.clock[datetime="${now}"]`).waitFor({ state: "attached" });
	}

	/** Somebody presses; the answer has been drawn in their window. */
	async press(name: string, label: string, where?: Parameters<Person["press"]>[1]): Promise<Answer> {
		const person = await this.person(name);
		return this.stage.answered(() => person.press(label, where));
	}

	async command(
		name: string,
		line: string,
		options: Parameters<Person["command"]>[1] = {},
		channel = "henkilökunta",
	): Promise<Answer> {
		const person = await this.person(name);
		return this.stage.answered(() => person.command(line, options, { in: channel }));
	}

	/** The group, as an option of this command offers it. */
	async group(line: string): Promise<string> {
		const staff = await this.person(this.cast.coordinator);
		const [group] = await this.stage.choices(staff, line, "group", "");
		return String(group?.value);
	}

	/** The id of a session by its number, as an option offers it. */
	async session(number: number): Promise<string> {
		const staff = await this.person(this.cast.coordinator);
		const choices = await this.stage.choices(staff, "/session expert", "session", `${number} · `);
		return String(choices.find(({ name }) => name.startsWith(`${number} · `))?.value);
	}

	/** Ends the sandbox and the bot. `begin` starts another, empty one at the same address. */
	async startAnew(): Promise<{ begin(): Promise<void>; over(): Promise<void> }> {
		const port = Number(new URL(this.#opened.address).port);
		this.#over = true;
		await this.#opened.close();
		let again: Sandbox | undefined;
		return {
			async begin() {
				again = await startSandbox({ port });
				servePage(again, clientFiles());
			},
			async over() {
				await again?.close();
			},
		};
	}

	/** What is done to the time and the bot on the page's own ways. */
	async control(path: string, body: unknown): Promise<void> {
		const { origin, searchParams } = new URL(this.#opened.address);
		const answer = await fetch(`${origin}/control/${path}`, {
			method: "POST",
			headers: { "x-piiri-token": searchParams.get("token") ?? "" },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`/control/${path}: ${await answer.text()}`);
	}
}

/** @returns the scenes that could not be shot, and why */
export async function playGallery(
	browser: Browser,
	camera: Camera,
	language: Language,
	played: readonly Part[],
): Promise<string[]> {
	const missed: string[] = [];
	for (const part of played) missed.push(...(await playScenes(browser, camera, language, parts[part])));
	return missed;
}

/** Plays scenes on a server of their own, from the first meeting's announcement on. */
async function playScenes(
	browser: Browser,
	camera: Camera,
	language: Language,
	played: Record<string, (visit: Visit) => Promise<void>>,
): Promise<string[]> {
	const cast = castIn(language);
	const opened = await openSandbox(cast.begins);
	const missed: string[] = [];
	let visit: Visit | undefined;
	try {
		const { sandbox } = opened;
		const locale = LOCALES[language];
		(await sandbox.owner()).setLocale(locale);
		for (const name of [cast.coordinator, ...cast.facilitators, cast.standIn, ...cast.experts])
			await sandbox.person(name, { locale });
		await playBeginning(opened.stage, cast, () => {});
		await opened.open(cast);
		for (const name of ["Uusi Ulla", "Nya Nina", "New Nora"]) (await sandbox.person(name)).setLocale(locale);
		visit = new Visit(browser, camera, opened, cast);
		await visit.control("clock", { speed: 0 });
		for (const [name, scene] of Object.entries(played)) {
			try {
				await scene(visit);
			} catch (error) {
				missed.push(`${name}, ${language}: ${error instanceof Error ? error.stack : String(error)}`);
				// What lies over a window would be in the way of all that follows.
				await visit.shutAll();
			}
		}
	} finally {
		await visit?.shutAll();
		await opened.close();
	}
	return missed;
}

function castIn(language: Language): Cast {
	const { carers } = casts;
	if (!carers) throw new Error("There are no carers");
	const locale = LOCALES[language];
	const { introduction, survey, talk, experts } = words[language];
	return {
		...carers,
		language,
		groupName: GROUPS[language],
		experts: experts.slice(0, WEEKS),
		participants: carers.participants.slice(0, MEMBERS).map((one) => ({
			...one,
			locale,
			...(one.introduction && { introduction: one.introduction.map((text) => text && introduction) }),
			...(one.editsIntroduction && { editsIntroduction: [introduction, "", ""] }),
		})),
		words: survey,
		talk,
		capacity: MEMBERS + 1,
	};
}
