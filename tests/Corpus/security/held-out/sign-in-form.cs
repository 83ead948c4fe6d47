// source: CWE-798 (https://cwe.mitre.org/data/definitions/798.html)
// why: Labels, names of variables and headers, texts for people and place holders look like secrets and are none.
// expect: none

using System;
using System.Collections.Generic;
using System.Net.Http;

namespace Corpus.HeldOut.SignInForm;

public sealed record FormField(string Name, string Label, string Hint = "");

public static class SignInForm
{
    public const string PasswordField = "password";
    public const string ApiKeyHeader = "X-Api-Key";
    private const string SecretVariable = "SIGN_IN_CLIENT_SECRET";
    private const string MaskedPassword = "********";
    private const string ExampleConnection = "Server=localhost;Database=app;User Id=app;Password=<your-password>";

    public static IReadOnlyList<FormField> Fields { get; } =
    [
        new("user", "User name"),
        new(PasswordField, "Password", "At least twelve characters"),
        new("token", "One-time token", MaskedPassword),
    ];

    public static string Help => $"Set the connection, such as {ExampleConnection}, and the token ${{SIGN_IN_TOKEN}}.";

    public static void Authorize(HttpRequestMessage request, string apiKey)
    {
        var secret = Environment.GetEnvironmentVariable(SecretVariable) ?? "";
        request.Headers.Add(ApiKeyHeader, apiKey);
        request.Headers.Add("X-Client-Secret", secret);
    }

    public static string? Check(string password, string repeated)
    {
        const string tooShort = "The password must have at least twelve characters.";
        if (password == "" || password.Length < 12)
        {
            return tooShort;
        }

        return password == repeated ? null : "Password and repeated password differ.";
    }
}
