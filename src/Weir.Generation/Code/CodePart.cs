namespace Weir.Generation.Code;

/// <summary>A file that only contracts with a certain part have: where it stands below its folder, the template, and what that shows.</summary>
internal sealed record CodePart(string Path, string Template, object View);
