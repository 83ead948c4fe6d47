namespace Weir;

/// <summary>Hands every reference in <paramref name="target"/> that may be mutable to <paramref name="sink"/>.</summary>
internal delegate void ReferenceVisit(object target, ReferenceSink sink);
