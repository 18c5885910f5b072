import type { UserId } from "../shared/ids.ts";

/**
 * Who of the staff reads what some of them write with a participant: never one alone. `team`, and the coordinators too
 * when it is only one; nobody when there is nobody. `except`: the participant, who may work here themselves.
 */
export function inCompany(
	team: readonly UserId[],
	coordinators: readonly UserId[],
	except: UserId | null,
): UserId[] {
	const staff = [...new Set(team)].filter((each) => each !== except);
	if (staff.length !== 1) return staff;
	return [...new Set([...staff, ...coordinators])].filter((each) => each !== except);
}
