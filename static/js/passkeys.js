// Wakes the button once allauth's scripts listen to it.
document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("passkey");
  if (button) button.disabled = false;
});

// Tells in the page why a passkey was not used.
document.addEventListener("allauth.error", (event) => {
  const said = document.getElementById("passkey-said");
  if (!said) return;
  event.preventDefault();
  const name = event.detail.exception?.name;
  said.querySelector("p").textContent =
    name === "NotAllowedError"
      ? "No passkey was chosen in time, or the request was turned down. Try again."
      : name === "InvalidStateError"
        ? "That passkey is here already."
        : "This browser cannot use passkeys on this address: they need https, or localhost.";
  said.hidden = false;
});
