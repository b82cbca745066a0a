// Asks for the page of this address when another came: some proxies strip the header that says where we are.
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  address: {
    wanted: function (href, shown) {
      const at = new URL(href);
      const wanted = at.pathname + at.search;
      return wanted === shown ? window.dash_clientside.no_update : wanted;
    },
  },
});
