import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import type { Language } from "../../src/shared/language.ts";
import { serious } from "../browser/axe.ts";
import type { Window } from "../browser/window.ts";

/** Width and height in CSS pixels. */
const DESK = { width: 1180, height: 820 };

const looks = [
	{ look: "light", colorScheme: "light", viewport: DESK },
	{ look: "dark", colorScheme: "dark", viewport: DESK },
	{ look: "phone", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

/** Each language's states are held against axe in one look, so that together all looks are. */
const heldIn: Record<Language, (typeof looks)[number]["look"]> = { fi: "light", sv: "dark", en: "phone" };

/** The states whose pictures the README shows, as on a phone, and what they are called there. */
const PICTURES: Record<string, string> = {
	"message-welcome": "welcome",
	"message-session-announced": "session",
	"form-join-filled": "joining",
	"form-survey-filled": "survey",
	"message-summary-picture-1": "result",
};

/** Which end of what is shown stands at that end of the list. */
export type Edge = "start" | "center" | "end";

/**
 * Nothing is on its way and all pictures in sight are there; rejects when that does not come. Chromium now and then draws
 * no frame in a window that it does not show: then the picture itself makes it.
 */
const calm = `new Promise((resolve, reject) => {
	const last = performance.now() + 15_000;
	const inSight = (image) => {
		const { top, bottom } = image.getBoundingClientRect();
		return top < innerHeight && bottom > 0;
	};
	const look = () => {
		const busy = document.querySelector('[aria-busy="true"]') ?? [...document.images].find((image) => !image.complete && inSight(image));
		if (busy && performance.now() > last) reject(new Error("Still busy: " + busy.outerHTML));
		else if (busy) setTimeout(look, 20);
		else {
			requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
			setTimeout(() => resolve(true), 500);
		}
	};
	look();
})`;

/** Takes the pictures of the gallery, each state in three looks, and holds each state against axe. */
export class Camera {
	shots = 0;
	/** What axe found, with the state it was found in. */
	readonly serious: string[] = [];
	readonly #folder: string;
	readonly #states = new Map<string, Set<string>>();

	readonly #pictures: string | undefined;
	readonly #only: RegExp | undefined;

	/**
	 * @param folder is emptied, unless only some states are shot
	 * @param pictures where the README's pictures are put, in English
	 * @param only the states that are shot
	 */
	constructor(
		folder: string,
		{ pictures, only }: { pictures?: string | undefined; only?: RegExp | undefined },
	) {
		this.#folder = folder;
		this.#pictures = pictures;
		this.#only = only;
		if (!only) rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
	}

	/** @param shown is brought into sight first */
	async shoot(
		window: Window,
		language: Language,
		state: string,
		shown?: Locator,
		edge: Edge = "center",
	): Promise<void> {
		const { page } = window;
		if (this.#only?.test(state) === false) {
			await page.setViewportSize(DESK);
			return;
		}
		// Behind others a window draws nothing by itself: what follows a change of its size would come with the picture.
		await page.bringToFront();
		for (const { look, colorScheme, viewport } of looks) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			const bring = () => shown?.evaluate((element, block) => element.scrollIntoView({ block }), edge);
			await bring();
			await page.evaluate(calm);
			await bring();
			const name = `${state}.${language}.${look}.png`;
			if (this.#states.get(state)?.has(name)) throw new Error(`Two pictures would be called ${name}`);
			await page.screenshot({ path: join(this.#folder, name), animations: "disabled", caret: "hide" });
			this.shots += 1;
			const picture = PICTURES[state];
			if (this.#pictures && picture && language === "en" && look === "phone")
				copyFileSync(join(this.#folder, name), join(this.#pictures, `${picture}.png`));
			const files = this.#states.get(state) ?? new Set();
			this.#states.set(state, files.add(name));
			if (heldIn[language] === look)
				for (const found of await serious(page))
					this.serious.push(`${state}, ${language}, ${look}: ${found}`);
		}
		await page.setViewportSize(DESK);
	}

	/** Writes the page on which all of them stand. @returns its path */
	index(): string {
		const parts = [...this.#states].map(([state, files]) => {
			const figures = [...files].map(
				(name) =>
					`<figure><a href="${name}"><img loading="lazy" src="${name}" alt="${name}"></a><figcaption>${name.split(".").slice(1, 3).join(", ")}</figcaption></figure>`,
			);
			return `<section><h2>${state}</h2><div>${figures.join("")}</div></section>`;
		});
		const path = join(this.#folder, "index.html");
		const style =
			"body{font:1rem sans-serif;margin:2rem}section div{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}img{height:24rem;border:1px solid #999}";
		writeFileSync(
			path,
			`<!doctype html><html lang="en"><meta charset="utf-8"><title>Piiri: gallery</title><style>${style}</style><h1>Every message and form</h1>${parts.join("\n")}</html>`,
		);
		return path;
	}
}
