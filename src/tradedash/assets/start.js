/* Starts Dash, after all other scripts. */
window.renderer = new window.DashRenderer();
