// Before anything is drawn: that there are scripts, and the colours chosen last time.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("jimo-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* a page opened from a disk may have no storage */ }
