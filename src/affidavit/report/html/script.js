// Linking only: a proof leads back to the very statement that the reader came from.
(() => {
  let origin = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.ref, a.back");
    if (!link) return;
    if (link.matches(".ref")) {
      origin = link;
      document.querySelectorAll(".came").forEach((other) => other.classList.remove("came"));
      (link.closest(".say") || link).classList.add("came");
    } else if (origin && origin.getAttribute("href").startsWith("#" + link.parentElement.id + "-")) {
      event.preventDefault();
      origin.scrollIntoView({ block: "center", behavior: "smooth" });
      origin.focus({ preventScroll: true });
    }
  });
})();
