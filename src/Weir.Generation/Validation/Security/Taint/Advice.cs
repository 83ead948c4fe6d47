namespace Weir.Generation.Validation.Security.Taint;

/// <summary>What findings of the taint analysis say.</summary>
internal static class Advice
{
    public static (string Message, string Suggestion) Of(Dangers danger, string what) => danger switch
    {
        Dangers.Sql => ($"Text from outside becomes part of the SQL command through {what}.", "Give it as a parameter, or choose from texts that stand in the code."),
        Dangers.Command => ($"Text from outside becomes part of a started process through {what}.", "Start a program that is named in the code, and add arguments to ArgumentList."),
        Dangers.Path => ($"Text from outside chooses the file or folder through {what}.", "Use Path.GetFileName, or compare the full path with a root that ends in a separator."),
        Dangers.TypeName => ($"Text from outside chooses the type or member through {what}.", "Choose it from a list that stands in the code."),
        Dangers.Type => ($"The type that is read is chosen by text from outside through {what}.", "Choose the type from a list that stands in the code."),
        _ => ($"The pattern comes from outside through {what}, and nothing ends a search that takes too long.", "Give the regular expression a time-out or RegexOptions.NonBacktracking, or escape the text."),
    };
}
