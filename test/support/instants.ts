import { Temporal } from "temporal-polyfill";
import { expect } from "vitest";

/** Without this, `toMatchObject` takes any two instants for the same: they hold nothing that it can see. */
expect.addEqualityTesters([
	(one: unknown, other: unknown) =>
		one instanceof Temporal.Instant && other instanceof Temporal.Instant ? one.equals(other) : undefined,
]);
