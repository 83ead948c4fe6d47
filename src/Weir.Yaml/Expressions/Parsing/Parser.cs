namespace Weir.Yaml.Expressions;

/// <summary>Reads an expression: <c>||</c> binds least, then <c>&amp;&amp;</c>, comparisons, <c>+ -</c>, <c>* / %</c>, <c>! -</c>, and fields most.</summary>
internal sealed class Parser
{
    private static readonly string[] Roots = ["inputs", "steps", "item", "index", "run", "true", "false", "null"];
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];
    private const int Comparing = 2;

    private readonly Lexer _lexer;
    private Token _token;
    private int _depth;

    private Parser(string source)
    {
        _lexer = new Lexer(source);
        _token = _lexer.Next();
    }

    /// <exception cref="ExpressionException">It cannot be read.</exception>
    public static Expression Parse(string source)
    {
        if (source.Length > Expression.MaxLength)
        {
            throw new ExpressionException($"The expression has {source.Length} characters; the limit is {Expression.MaxLength}.", 0);
        }

        var parser = new Parser(source);
        if (parser._token.Kind == TokenKind.End)
        {
            throw new ExpressionException("There is no expression between '${{' and '}}'.", 0);
        }

        var expression = parser.Binary(0);
        return parser._token.Kind == TokenKind.End
            ? expression
            : throw new ExpressionException($"Here an operator or the end is expected, and not {parser._token}.", parser._token.Offset);
    }

    private Expression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        // Operators of one level make a tree as deep as they are many, which is walked as deep when it is evaluated.
        var left = Binary(level + 1);
        var count = 0;
        while (_token.Kind == TokenKind.Sign && Levels[level].Contains(_token.Text))
        {
            var sign = Take();
            if (++count > 1 && level == Comparing)
            {
                throw new ExpressionException($"Comparisons do not chain; write 'a {sign.Text} b && b {sign.Text} c'.", sign.Offset);
            }

            Deepen(count + _depth, sign.Offset);
            var right = Binary(level + 1);
            left = level switch
            {
                0 or 1 => new Logical(sign.Text, left, right, sign.Offset),
                Comparing => new Comparison(sign.Text, left, right, sign.Offset),
                _ => new Arithmetic(sign.Text, left, right, sign.Offset),
            };
        }

        return left;
    }

    private Expression Unary()
    {
        if (!_token.Is("!") && !_token.Is("-"))
        {
            return Postfix();
        }

        var sign = Take();
        Deepen(++_depth, sign.Offset);
        var operand = Unary();
        _depth--;
        return operand is Literal { Value: long integer } && sign.Text == "-" ? new Literal(-integer, sign.Offset)
            : operand is Literal { Value: double number } && sign.Text == "-" ? new Literal(-number, sign.Offset)
            : new Unary(sign.Text, operand, sign.Offset);
    }

    private Expression Postfix()
    {
        var expression = Primary();
        for (var count = 1; _token.Is(".") || _token.Is("["); count++)
        {
            var at = _token.Offset;
            Deepen(count + _depth, at);
            expression = NextField() is var (name, key) && name is not null
                ? new FieldRead(expression, name, at)
                : new ItemAt(expression, key!, at);
        }

        return expression;
    }

    /// <summary>What is read of a map or list: a name that is known, or something to be evaluated.</summary>
    private (string? Name, Expression? Key) NextField()
    {
        if (Take().Text == ".")
        {
            return (TakeName("the name of a field").Text, null);
        }

        Deepen(++_depth, _token.Offset);
        var key = Binary(0);
        _depth--;
        Require("]");
        return key is Literal { Value: string name } ? (name, null) : (null, key);
    }

    private Expression Primary()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Text or TokenKind.Number:
                return new Literal(token.Value, token.Offset);
            case TokenKind.Name:
                return _token.Is("(") ? Call(token) : Root(token);
            case TokenKind.Sign when token.Is("("):
                Deepen(++_depth, token.Offset);
                var inner = Binary(0);
                _depth--;
                Require(")");
                return inner;
            default:
                throw new ExpressionException($"Here a value is expected, and not {token}.", token.Offset);
        }
    }

    private Expression Root(Token token) => token.Text switch
    {
        "true" => new Literal(true, token.Offset),
        "false" => new Literal(false, token.Offset),
        "null" => new Literal(null, token.Offset),
        "item" => new ItemRead(token.Offset),
        "index" => new IndexRead(token.Offset),
        "inputs" => new InputRead(Member(token, "the name of an input"), token.Offset),
        "steps" => StepPart(token),
        "run" => Member(token, "'id'") == "id" ? new RunIdRead(token.Offset) : throw new ExpressionException("Of 'run' only 'run.id' is known.", token.Offset),
        _ => throw new ExpressionException($"{token} is not known{Suggestion(token.Text)}", token.Offset),
    };

    private Expression StepPart(Token token)
    {
        var step = Member(token, "the name of a step");
        var at = _token.Offset;
        return Member(token, "'output' or 'status'") switch
        {
            "output" => new OutputRead(step, token.Offset),
            "status" => new StatusRead(step, token.Offset),
            var other => throw new ExpressionException($"Of a step 'output' and 'status' are known, and not {DiagnosticText.Quote(other)}; its result stands in 'steps.{step}.output'.", at),
        };
    }

    /// <summary>A name that must stand in the expression itself, for what is read is decided before anything runs.</summary>
    private string Member(Token root, string what)
    {
        if (!_token.Is(".") && !_token.Is("["))
        {
            throw new ExpressionException($"Behind '{root.Text}' {what} is expected, and not {_token}.", _token.Offset);
        }

        var at = _token.Offset;
        return NextField().Name ?? throw new ExpressionException($"Here {what} must be written out; it cannot be an expression.", at);
    }

    private Call Call(Token name)
    {
        if (!Functions.All.TryGetValue(name.Text, out var function))
        {
            throw new ExpressionException($"There is no function {name}{DiagnosticText.Suggestion(name.Text, Functions.All.Keys)}", name.Offset);
        }

        Take();
        Deepen(++_depth, name.Offset);
        var arguments = new List<Expression>();
        while (!_token.Is(")"))
        {
            if (arguments.Count > 0)
            {
                Require(",");
            }

            arguments.Add(Binary(0));
        }

        _depth--;
        Take();
        return arguments.Count == function.Parameters.Count
            ? new Call(function, arguments, name.Offset)
            : throw new ExpressionException($"{name.Text}({string.Join(", ", function.Parameters)}) has {function.Parameters.Count} arguments, and here are {arguments.Count}.", name.Offset);
    }

    private static string Suggestion(string name) => NearestName.Find(name, Roots) is { } nearest
        ? $"; did you mean '{nearest}'?"
        : "; known are inputs, steps, item, index and run; text stands in quotes.";

    private Token Take()
    {
        var taken = _token;
        _token = _lexer.Next();
        return taken;
    }

    private Token TakeName(string what) => _token.Kind == TokenKind.Name ? Take() : throw new ExpressionException($"Here {what} is expected, and not {_token}.", _token.Offset);

    private void Require(string sign)
    {
        if (!_token.Is(sign))
        {
            throw new ExpressionException($"Here '{sign}' is expected, and not {_token}.", _token.Offset);
        }

        Take();
    }

    private static void Deepen(int depth, int offset)
    {
        if (depth > Expression.MaxDepth)
        {
            throw new ExpressionException($"The expression is nested more than {Expression.MaxDepth} deep.", offset);
        }
    }
}
