// A third of DataViews is source maps of its styles, which only developers of DataViews would ever open.
module.exports = (source) => source.replace(/\/\*# sourceMappingURL=data:[\w/;=,+-]+ \*\//g, '');
