// While the page loads, so that going back does not come here again.
document.querySelector("form")?.requestSubmit();
