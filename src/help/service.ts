import type { Language } from "../shared/language.ts";
import { type CrisisLine, type CrisisLines, linesFor } from "./crisis.ts";

export interface HelpDependencies {
	crisis: CrisisLines;
}

/** A person in need meets a person. */
export class HelpService {
	readonly #with: HelpDependencies;

	constructor(dependencies: HelpDependencies) {
		this.#with = dependencies;
	}

	/** Whom to call, the most urgent first. */
	numbers(language: Language): CrisisLine[] {
		return linesFor(this.#with.crisis, language);
	}
}
