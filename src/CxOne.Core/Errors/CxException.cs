namespace CxOne.Errors;

/// <summary>The root of every exception that the module throws on purpose.</summary>
public class CxException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="definition">Which condition it is.</param>
    /// <param name="message">What happened, in words for the user; never holds a secret.
    /// Control characters in it are shown as escapes.</param>
    /// <param name="item">The user's item that it is about, if any.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public CxException(CxErrorDefinition definition, string message, object? item = null, Exception? innerException = null)
        : this(definition, ErrorText.From(message, innerException), item, innerException)
    {
    }

    internal CxException(CxErrorDefinition definition, ErrorText message, object? item, Exception? innerException)
        : base(UserInfoRedactor.WithoutUserInfo(message.Text), innerException)
    {
        Definition = definition;
        Item = item;
    }

    /// <summary>Which condition it is.</summary>
    public CxErrorDefinition Definition { get; }

    /// <summary>Stable id of the condition.</summary>
    public string ErrorId => Definition.Id;

    /// <summary>The user's item that it is about: an id, a row, a result.</summary>
    public object? Item { get; init; }

    /// <summary>The message on one line, for another sentence to quote.</summary>
    internal string OneLine => string.Join(' ', Message.Split('\n').Select(line => line.Trim()));

    /// <summary>What to do next.</summary>
    public string RecommendedAction
    {
        get => field ?? CxVocabulary.Current.RecommendedAction(Definition);
        init;
    }
}
