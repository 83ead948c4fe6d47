namespace Weir.AI;

/// <summary>A call of a model that has ended.</summary>
/// <param name="Model">The model that answered; else the one that was asked for; null: the client named none, and neither did the step.</param>
/// <param name="InputTokens">Tokens that were read; not negative, 0 where the client does not say.</param>
/// <param name="OutputTokens">Tokens that were written; not negative, 0 where the client does not say.</param>
public readonly record struct ChatCall(string? Model, long InputTokens, long OutputTokens);
