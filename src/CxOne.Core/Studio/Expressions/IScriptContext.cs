namespace CxOne.Studio.Expressions;

/// <summary>What expressions and snippets see of the call that runs.</summary>
internal interface IScriptContext
{
    /// <summary>Whether texts are compared with regard to case.</summary>
    bool IsCaseSensitive { get; }

    /// <summary>Whether an empty text equals the number 0.</summary>
    bool EmptyEqualsZero { get; }

    /// <summary>Whether ELSE IF is understood.</summary>
    bool AcceptsElseIf { get; }

    /// <summary>Whether a CASE may name several values.</summary>
    bool AcceptsSeveralCaseValues { get; }

    /// <summary>Whether an unknown function is a fault; otherwise its value is unknown.</summary>
    bool UnknownFunctionIsFault { get; }

    /// <summary>Time of the business unit; <see langword="null"/> if it is not given.</summary>
    DateTime? Now { get; }

    /// <summary>The value of a variable; <see cref="StudioValue.Unset"/> if it has none.</summary>
    StudioValue Read(string name);

    void Write(string name, StudioValue value);

    FunctionStatement? FindFunction(string name);

    /// <summary>A web request of a snippet. Sets status members and returns the text of the reply.</summary>
    /// <exception cref="StubMissingException">There is no stub for it.</exception>
    StudioValue Send(string url, string verb, string body, Dictionary<string, StudioValue> proxy);

    /// <summary>Counts one step of work.</summary>
    /// <exception cref="StepLimitException">There were too many.</exception>
    void CountStep();

    /// <summary>Notes that the result depends on an assumption about the platform.</summary>
    void Assume(string assumption);
}
